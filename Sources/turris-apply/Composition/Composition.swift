import ContainerModel
import GitSource
import Reconciling
import RunJournal
import SettingsLoading
import StateKeeping
import SystemPackage

/// Puts the program together for one run.
struct Composition {
  let attempt: AttemptOptions
  /// How many seconds are left until something that is held may go on; nil: that is not known.
  let holdsLeft: Int64?
  private let machine: Machine
  private let options: RunOptions

  /// Reads settings and policy; flags win.
  init(_ options: RunOptions) throws {
    self.options = options
    machine = try Machine(options.location)
    let place = machine.place
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
    attempt.isUnattended = options.unattended
    let current = CurrentHolds(place, unattended: options.unattended)
    attempt.holds = current.holds
    holdsLeft = current.left
    attempt.allowRewind = options.allowRewind || repository.allowRewind
    attempt.noFetch = options.noFetch
    attempt.dryRun = options.dryRun
    attempt.only = options.only.isEmpty ? nil : options.only.compactMap { ContainerName($0) }
    attempt.allowDestroy = options.allowDestroy ?? place.settings.allowDestroy
    attempt.maxChange = place.settings.maxChange
    self.attempt = attempt
  }

  /// Where everything is kept.
  var place: Place { machine.place }
  /// The state directory.
  var state: StateDirectory { machine.place.state }

  /// A path on the command line may begin in the working directory; what has a colon is a URL or `host:path`.
  static func address(_ text: String) throws -> String {
    text.contains(":") ? text : try Place.absolute(text)
  }

  /// `./sub/` and `sub` are the same folder; what leads out of the repository is left for its reader to refuse.
  private static func normalized(_ path: String) -> String {
    let file = FilePath(path)
    return file.components.contains("..") ? path : file.lexicallyNormalized().string
  }

  /// The commit that was applied whole last; nil before the first.
  var applied: String? { machine.inventory.applied?.commit }

  /// A journal for this run.
  func journal() -> FileJournal {
    FileJournal(
      runs: place.layout.runs,
      limits: JournalLimits(
        runs: Int(clamping: place.settings.history.runs), size: place.settings.history.maxSize))
  }

  /// The log of this run; none where the text on standard output says the same and nobody asked for more.
  func log(run: String) -> [any Journal] {
    let asked = options.logLevel ?? place.settings.log.level
    guard let level = asked ?? (options.output == .json ? .info : nil) else { return [] }
    let isJSON = (options.logFormat ?? place.settings.log.format) == .json
    return [EventLog(logger: LogTarget.logger(level: level, isJSON: isJSON, run: run))]
  }

  /// Tells web servers of this run.
  func publication() -> Publication { Publication(machine) }

  /// What makes one attempt.
  func reconciler(journal: any Journal) throws -> Reconciler {
    try machine.reconciler(
      repository: attempt.repository, inventory: machine.inventory, journal: journal)
  }
}
