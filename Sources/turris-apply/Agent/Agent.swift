import ArgumentParser
import AttemptTiming
import ContainerModel
import Glibc
import LXCRuntime
import Logging
import Reconciling
import SettingsLoading
import StateKeeping
import Supervising
import SystemPackage

/// Waits for the time of the next attempt, for signals, and for inits that end; each attempt is a process of its own.
final class Agent {
  /// The longest sleep where nobody wants to hear that the agent lives.
  private static let longestSleep = Duration.seconds(3600)
  /// How long an attempt may take beyond what its own bounds add up to, before it is asked to end.
  private static let grace = Duration.seconds(300)
  /// How long it may then take to bring back what it has stopped, before it is killed.
  private static let patience = Duration.seconds(3600)

  private let options: AgentOptions
  private let executable: String
  private let log: Logger
  private let manager = ServiceManager()
  private let begun = ContinuousClock.now
  private let signals: SignalQueue
  private var place: Place
  private let inits: InitWatch
  private var schedule: AttemptSchedule
  private var attempt: (process: ChildProcess, asksServer: Bool)?
  private var deadline: Duration?
  private var isLate = false
  private var isEnding = false

  /// Reads the settings and takes the agent's lock.
  init(_ options: AgentOptions) throws {
    self.options = options
    executable = try Installation.executable().string
    place = try options.location.load()
    guard place.settings.repository.url != nil else {
      throw CommandFailure(
        "no repository is set; set repository.url in \(SettingsFile.settingsPath)")
    }
    // Before anybody can find this agent by its lock, and send it one.
    signals = try SignalQueue([SIGTERM, SIGINT, SIGHUP, SIGUSR1])
    guard try AgentLock(place.runLayout).take() else {
      throw CommandFailure("another agent runs here; `turris-apply sync` makes it look at once")
    }
    log = options.logger(place.settings.log)
    inits = InitWatch(run: place.runLayout)
    schedule = AttemptSchedule(
      interval: place.settings.interval.duration,
      retryInterval: place.settings.retryInterval.duration,
      comesUpFromDisk: StateInventory(layout: place.layout, lxcPath: place.lxcPath).accepted != nil)
    try options.keepSettings(for: place)
  }

  /// Returns once it was asked to end.
  func run() throws {
    manager.tell("READY=1")
    log.info("agent", metadata: ["interval": "\(place.settings.interval)"])
    while !isEnding || attempt != nil {
      if attempt == nil, schedule.next.due <= now { begin() }
      wait()
      if attempt == nil { answerEnds() }
    }
    manager.tell("STOPPING=1")
  }

  /// Time since it began.
  private var now: Duration { ContinuousClock.now - begun }

  private func begin() {
    let asksServer = schedule.begin()
    let settings = place.settings
    isLate = false
    AttemptFile(place.runLayout).clear()
    let arguments = options.arguments(for: place, asksServer: asksServer)
    do throws(SupervisionError) {
      attempt = (try ChildProcess(executable, arguments), asksServer)
    } catch {
      // There may be room for a process again later.
      log.error("attempt", metadata: ["error": "\(error)"])
      schedule.ended(.busy, askedServer: asksServer, at: now, chance: 0)
      return
    }
    deadline =
      now + settings.runTimeout.duration + settings.repository.timeout.duration + Self.grace
    log.debug("attempt", metadata: ["asksServer": "\(asksServer)"])
  }

  /// Sleeps until something happens, and answers it.
  private func wait() {
    var watched = [pollfd(fd: signals.descriptor, events: Int16(POLLIN), revents: 0)]
    if let attempt {
      watched.append(pollfd(fd: attempt.process.descriptor, events: Int16(POLLIN), revents: 0))
    } else {
      watched += inits.descriptors.map { pollfd(fd: $0, events: Int16(POLLIN), revents: 0) }
    }
    let due = attempt == nil ? schedule.next.due : deadline ?? now + Self.longestSleep
    let patience = manager.watchdog.map { $0 / 2 } ?? Self.longestSleep
    let left = min(max(.zero, due - now), patience)
    // Rounded up: what rounds down to nothing would not wait at all.
    poll(&watched, nfds_t(watched.count), Int32(clamping: Int64(left / .milliseconds(1)) + 1))
    manager.tell("WATCHDOG=1")
    while let signal = signals.next() { answer(signal) }
    guard let attempt else { return }
    if watched[1].revents != 0 {
      ended(attempt.process, asksServer: attempt.asksServer)
    } else if let end = deadline, now >= end {
      late(attempt.process)
    }
  }

  private func late(_ process: ChildProcess) {
    log.error(
      "attempt",
      metadata: ["error": "it takes too long and is \(isLate ? "killed" : "asked to end")"])
    if isLate { process.end() } else { process.askToEnd() }
    deadline = isLate ? nil : now + Self.patience
    isLate = true
  }

  private func answer(_ signal: Int32) {
    switch signal {
    case SIGUSR1: schedule.wake(at: now)
    case SIGHUP: reload()
    default:
      if isEnding { attempt?.process.end() } else { attempt?.process.askToEnd() }
      isEnding = true
    }
  }

  /// A file with errors changes nothing: what was read before goes on to count.
  private func reload() {
    do {
      let new = try options.location.load()
      guard new.settings.repository.url != nil else { throw CommandFailure("no repository is set") }
      guard new.runLayout == place.runLayout else {
        throw CommandFailure("another runDirectory needs another start of the agent")
      }
      try options.keepSettings(for: new)
      place = new
      schedule.change(
        interval: new.settings.interval.duration,
        retryInterval: new.settings.retryInterval.duration)
      schedule.wake(at: now)
      log.info("settings", metadata: ["interval": "\(new.settings.interval)"])
    } catch {
      log.error("settings", metadata: ["error": "\(error); the ones before stay"])
    }
  }

  private func ended(_ process: ChildProcess, asksServer: Bool) {
    let status = process.collect()
    attempt = nil
    deadline = nil
    let record = AttemptFile(place.runLayout).read()
    let outcome: AttemptSchedule.Outcome =
      switch status {
      case ExitStatus.locked.rawValue: .busy
      case _ where asksServer && record?.sourceProblem != nil: .sourceFailed
      case 0: .done
      default: .failed
      }
    schedule.ended(
      outcome, askedServer: asksServer, stepsFailed: record.map { $0.failures > 0 } ?? false,
      at: now, chance: .random(in: -1...1))
    if let left = record?.left { schedule.remind(in: .seconds(left), at: now) }
    inits.refresh()
    let wait = (schedule.next.due - now).components.seconds
    if status == nil, !isEnding {
      log.error("attempt", metadata: ["error": "it ended by a signal; the next one goes on"])
    }
    AgentFile(place.runLayout).write(nextLookAfter: schedule.next.due - now)
    manager.tell("STATUS=\(outcome.words); next look in \(max(0, wait)) s")
  }

  private func answerEnds() {
    let names = inits.takeEnded()
    for name in names {
      log.notice("ended", metadata: ["container": "\(name)"])
      schedule.containerEnded(name.description, at: now)
    }
  }
}

extension AttemptSchedule.Outcome {
  fileprivate var words: String {
    switch self {
    case .done: "all is as it should be"
    case .sourceFailed: "the repository cannot be read"
    case .failed: "something failed"
    case .busy: "another run is under way"
    }
  }
}
