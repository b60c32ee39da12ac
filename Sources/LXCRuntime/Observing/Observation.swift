internal import ContainerModel
internal import Crypto
internal import DurableFiles
internal import FoundationEssentials
internal import Reconciling
internal import SystemPackage

/// One look at all containers.
struct Observation: Sendable {
  let runtime: LXCContainerRuntime
  let inventory: [ContainerName: InventoryEntry]

  func run() async throws(LXCRuntimeError) -> RuntimeObservation {
    let defined = try runtime.definedContainers()
    let ours = Set(inventory.keys.map(\.description))
    // Ours also where the config is gone: a monitor answers without it.
    let outcomes = try await runtime.readings.read(
      defined.union(ours).sorted(), detailed: ours)
    return RuntimeObservation(
      containers: await containers(defined.union(ours), outcomes),
      supportedLimits: runtime.limits.host.supportedLimits,
      cgroupLayout: runtime.limits.host.layout.rawValue)
  }

  /// Side by side: most of it is reading what the kernel and this program wrote down of each.
  private func containers(
    _ names: Set<String>, _ outcomes: [String: ReadingSession.Outcome]
  ) async -> [String: RuntimeContainer] {
    let processes = ContainerProcess.all()
    return await withTaskGroup(of: (String, RuntimeContainer).self) { group in
      for name in names {
        group.addTask {
          let place = ContainerPlace(name: name, lxcPath: runtime.lxcPath, defined: names)
          let own = ContainerProcesses(of: place, among: processes)
          return (name, container(name, outcomes[name], own))
        }
      }
      return await group.reduce(into: [:]) { $0[$1.0] = $1.1 }
    }
  }

  private func container(
    _ name: String, _ outcome: ReadingSession.Outcome?, _ processes: ContainerProcesses
  ) -> RuntimeContainer {
    var container = RuntimeContainer(run: condition(outcome, processes))
    do throws(LXCRuntimeError) {
      container.configDigest = try runtime.configDigest(name)
    } catch {
      container.run = .unknown("\(error)")
    }
    let process = outcome?.reading?.initProcess ?? processes.inits.first?.id
    guard container.run.isAlive, let process else { return container }
    container.identity = HostProcess(id: process).identity
    guard let known = ContainerName(name) else { return container }
    if let record = runtime.records.read(known), record.identity == container.identity {
      container.startedWith = record.entry
    }
    if container.startedWith == nil, let command = startedCommand(process, inventory[known]) {
      container.actual["command"] = command
    }
    if let entry = inventory[known], let reading = outcome?.reading {
      let fields = ActualFields(
        places: runtime.places(entry), limits: runtime.limits, reading: reading
      ).all()
      container.actual.merge(fields) { $1 }
    }
    return container
  }

  /// What an init runs that somebody else started: the command is no part of the config, so `lxc-start` by hand knows nothing of it.
  private func startedCommand(_ process: Int32, _ entry: InventoryEntry?) -> ObservedValue? {
    guard entry?.spec.command != nil, let words = HostProcess(id: process).arguments else {
      return nil
    }
    return .value(ContainerSpec.text(ofCommand: words))
  }

  private func condition(_ outcome: ReadingSession.Outcome?, _ processes: ContainerProcesses)
    -> RunCondition
  {
    switch outcome {
    case nil:
      // No config, so liblxc knows nothing of it; its processes may live on nevertheless.
      return processes.inits.isEmpty ? .stopped : .orphaned
    case .silent(let why): return .unknown(why)
    case .answered(let reading):
      let others = processes.inits.filter { $0.id != reading.initProcess }
      if let other = others.first, reading.initProcess != nil {
        return .unknown(
          "two inits run on its root file system: process \(other.id) besides its own; end one of them"
        )
      }
      switch reading.state {
      case "STOPPED": return others.isEmpty ? .stopped : .orphaned
      case "RUNNING", "THAWED": return reading.isFrozen ? .frozen : .running
      case "FROZEN": return .frozen
      default: return .unknown("it is \(reading.state.lowercased()) at this moment")
      }
    }
  }
}

extension ReadingSession.Outcome {
  /// The answer, if there was one.
  fileprivate var reading: ContainerReading? {
    if case .answered(let reading) = self { reading } else { nil }
  }
}
