import ContainerModel
import ContainerStorage
import GitSource
import Glibc
import LXCRuntime
import LayerStore
import LinuxNetwork
import Logging
import Reconciling
import RunJournal
import SettingsLoading
import StateKeeping
import SystemPackage
import Workers

/// Puts the program together for one run.
struct Composition {
  let place: Place
  let state: StateDirectory
  let attempt: AttemptOptions
  private let options: RunOptions
  private let policy: Policy
  /// For what is done with liblxc.
  private let launcher: WorkerLauncher
  /// For what is done with repositories and archives, and asked by http.
  private let fetcher: WorkerLauncher

  /// Reads settings and policy; flags win.
  init(_ options: RunOptions) throws {
    self.options = options
    place = try options.location.load()
    policy = try SettingsFile.policy()
    state = place.state
    launcher = WorkerLauncher(executable: try Installation.executable())
    fetcher = WorkerLauncher(executable: try Installation.fetcher())
    let repository = place.settings.repository
    guard let url = try options.repository.map(Self.address) ?? repository.url else {
      throw CommandFailure(
        "no repository is set; give --repository, or set repository.url in \(SettingsFile.settingsPath)"
      )
    }
    do throws(GitSourceError) {
      // Before anything is made on this machine.
      try GitRemote(url: url).checkAddress()
    } catch {
      throw CommandFailure("\(error)")
    }
    var attempt = AttemptOptions(
      repository: url, reference: options.ref ?? repository.ref,
      path: Self.normalized(options.path ?? repository.path))
    attempt.retry = options.retry
    attempt.allowRewind = options.allowRewind || repository.allowRewind
    attempt.noFetch = options.noFetch
    attempt.dryRun = options.dryRun
    attempt.only = options.only.isEmpty ? nil : options.only.compactMap { ContainerName($0) }
    attempt.allowDestroy = options.allowDestroy ?? place.settings.allowDestroy
    attempt.maxChange = place.settings.maxChange
    self.attempt = attempt
  }

  /// A path on the command line may begin in the working directory; what has a colon is a URL or `host:path`.
  private static func address(_ text: String) throws -> String {
    text.contains(":") ? text : try Place.absolute(text)
  }

  /// `./sub/` and `sub` are the same folder; what leads out of the repository is left for its reader to refuse.
  private static func normalized(_ path: String) -> String {
    let file = FilePath(path)
    return file.components.contains("..") ? path : file.lexicallyNormalized().string
  }

  /// A journal for this run.
  func journal() -> FileJournal {
    FileJournal(
      runs: place.layout.runs,
      limits: JournalLimits(
        runs: Int(clamping: place.settings.history.runs), size: place.settings.history.maxSize))
  }

  /// The log of this run, on standard error; none where the text on standard output says the same and nobody asked for more.
  func log(run: String) -> [any Journal] {
    let asked = options.logLevel ?? place.settings.log.level
    guard let level = asked ?? (options.output == .json ? .info : nil) else { return [] }
    let isJSON = (options.logFormat ?? place.settings.log.format) == .json
    let logger = Logger(
      label: "turris-apply",
      factory: { _ in
        StandardErrorLog(
          level: Logger.Level(rawValue: level.rawValue) ?? .info, isJSON: isJSON, run: run)
      })
    return [EventLog(logger: logger)]
  }

  private var remote: GitRemote {
    let repository = place.settings.repository
    return GitRemote(
      url: attempt.repository, sshKey: repository.sshKey, knownHosts: repository.knownHosts,
      tokenFile: repository.tokenFile, caFile: repository.caFile)
  }

  /// What makes one attempt.
  func reconciler(journal: any Journal) throws -> Reconciler {
    let settings = place.settings
    let ids = try SubordinateIDs(settings.idRange)
    let runtime = try LXCContainerRuntime(
      lxcPath: place.lxcPath, state: place.layout, run: place.runLayout, launcher: launcher,
      fetcher: fetcher, starter: try Installation.starter())
    let services = ExecutorServices(
      runtime: runtime,
      images: LayerImageStore(layout: place.layout, launcher: fetcher),
      data: place.dataStore,
      network: NetlinkNetwork(),
      inventory: StateInventory(layout: place.layout, lxcPath: place.lxcPath),
      source: GitSpecSource(
        remote: remote, mirror: place.layout.mirror, launcher: fetcher,
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
        ownDirectories: [place.layout.root, place.runLayout.root, place.lxcPath]))
  }
}
