internal import ContainerModel
internal import DurableFiles
internal import FoundationEssentials
internal import Glibc
internal import NetworkProbes
public import Reconciling
public import SystemPackage
public import Workers

/// Runs containers by liblxc: asks in workers, starts through `turris-apply-start`, and goes by the kernel where that knows better.
public struct LXCContainerRuntime: Sendable {
  /// The directory of all containers, absolute: liblxc finds a monitor by the very text.
  public let lxcPath: String
  let state: StateLayout
  let run: RunLayout
  let launcher: WorkerLauncher
  let fetcher: WorkerLauncher
  let starter: StarterProcess
  let hierarchies: ContainerCgroups.Hierarchies
  let limits: LimitTable
  let timing: LXCTiming

  /// Looks at the machine's control groups.
  ///
  /// - Parameters:
  ///   - lxcPath: the directory of all containers, absolute; empty for liblxc's own.
  ///   - launcher: starts workers of this program.
  ///   - fetcher: starts workers of `turris-apply-fetch`.
  ///   - starter: the installed path of `turris-apply-start`.
  public init(
    lxcPath: String, state: StateLayout, run: RunLayout, launcher: WorkerLauncher,
    fetcher: WorkerLauncher, starter: FilePath, timing: LXCTiming = LXCTiming()
  ) throws(OperationError) {
    self.lxcPath = lxcPath.isEmpty ? LiblxcFacts.defaultPath : lxcPath
    self.state = state
    self.run = run
    self.launcher = launcher
    self.fetcher = fetcher
    self.starter = StarterProcess(executable: starter)
    self.timing = timing
    guard self.lxcPath.hasPrefix("/") else {
      throw OperationError(
        operation: "use", subject: lxcPath, cause: "the directory of containers must be absolute")
    }
    do throws(FileError) {
      let mounts = try MountTable.ofThisProcess().entries
      hierarchies = ContainerCgroups.Hierarchies(mounts)
      limits = LimitTable(
        host: CgroupHost(hierarchies: mounts), pageSize: Int64(sysconf(Int32(_SC_PAGESIZE))))
    } catch {
      throw OperationError(operation: "look at", subject: "control groups", cause: "\(error)")
    }
  }

  /// Where liblxc keeps containers unless somebody says otherwise.
  public static var defaultPath: String { LiblxcFacts.defaultPath }

  /// What the worker processes of this program do for it.
  public static let workerTasks: [any ServedTask.Type] = [
    ReadContainers.self, SetLimits.self, SetDevices.self, ThawContainer.self, ExecProbe.self,
    TCPProbe.self,
  ]

  var records: StartRecords { StartRecords(run: run) }

  var readings: ReadingSession {
    ReadingSession(
      launcher: launcher, path: lxcPath, items: limits.items + ContainerReading.freezerItems,
      patience: timing.answer)
  }

  func places(_ entry: InventoryEntry) -> ContainerPlaces {
    ContainerPlaces(entry: entry, state: state, run: run)
  }

  func place(_ name: ContainerName) -> ContainerPlace {
    ContainerPlace(name: name.description, lxcPath: lxcPath)
  }

  func configFile(_ name: String) -> FilePath { FilePath("\(lxcPath)/\(name)/config") }

  /// The names of all directories that hold a config.
  func definedContainers() throws(LXCRuntimeError) -> Set<String> {
    do {
      let names = try FileManager.default.contentsOfDirectory(atPath: lxcPath)
      return Set(
        names.filter { FileManager.default.fileExists(atPath: configFile($0).string) })
    } catch {
      // A machine that never had a container.
      guard FileManager.default.fileExists(atPath: lxcPath) else { return [] }
      throw LXCRuntimeError("list the containers in", lxcPath, cause: "\(error)")
    }
  }
}
