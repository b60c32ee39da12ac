import ContainerModel
import GitSource
import Glibc
import LXCRuntime
import LayerStore
import LinuxNetwork
import Reconciling
import SettingsLoading
import StateKeeping
import Workers

/// This machine with its settings and its policy, and what works on it.
struct Machine {
  let place: Place
  private let policy: Policy
  /// For what is done with liblxc.
  private let launcher: WorkerLauncher
  /// For what is done with repositories and archives.
  private let fetcher: WorkerLauncher

  /// Reads settings and policy; flags win.
  init(_ location: LocationOptions) throws {
    place = try location.load()
    policy = try SettingsFile.policy()
    launcher = WorkerLauncher(executable: try Installation.executable())
    fetcher = WorkerLauncher(executable: try Installation.fetcher())
  }

  /// What is remembered, as it is now: a run that changes things asks under the lock.
  var inventory: StateInventory {
    StateInventory(layout: place.layout, lxcPath: place.lxcPath)
  }

  /// What makes one attempt to follow `repository`.
  func reconciler(
    repository: String, inventory: StateInventory, journal: any Journal
  ) throws -> Reconciler {
    let settings = place.settings
    let ids = try SubordinateIDs(settings.idRange)
    let runtime = try LXCContainerRuntime(
      lxcPath: place.lxcPath, state: place.layout, run: place.runLayout, launcher: launcher,
      fetcher: fetcher,
      starter: try Installation.starter())
    let services = ExecutorServices(
      runtime: runtime,
      images: LayerImageStore(layout: place.layout, launcher: fetcher),
      data: place.dataStore,
      network: NetlinkNetwork(),
      inventory: inventory,
      source: GitSpecSource(
        remote: settings.repository.remote(repository), mirror: place.layout.mirror,
        launcher: fetcher,
        timeout: settings.repository.timeout.duration),
      journal: journal)
    return Reconciler(
      services: services,
      limits: ExecutorLimits(
        concurrency: settings.concurrency == 0
          ? max(1, sysconf(Int32(_SC_NPROCESSORS_ONLN))) : Int(clamping: settings.concurrency),
        settle: settings.settle, timeout: settings.runTimeout),
      host: HostConditions(
        policy: policy, idRange: ids.range, idRangeProblem: ids.problem,
        ownDirectories: [place.layout.root, place.runLayout.root, place.lxcPath]),
      isInterrupted: { Interruption.wasAsked })
  }
}
