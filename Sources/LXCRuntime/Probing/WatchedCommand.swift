internal import CLinux
internal import Glibc

/// A command in a container that is watched to its end, which comes at the latest when its time is over.
struct WatchedCommand: ~Copyable {
  /// How it went.
  enum Outcome: Hashable, Sendable {
    /// It ended with this status.
    case exited(Int32)
    /// This signal ended it.
    case killed(Int32)
    /// It could not be executed, with an `errno`.
    case notExecuted(Int32)
    /// There was no room for another process, with an `errno`.
    case notStarted(Int32)
    /// It did not end in time.
    case late
    /// What watched it inside the container has gone without a word.
    case lost
  }

  /// The process of `clinux_watch_command`.
  private let watcher: Int32
  private let output: Pipe
  private let reports: Pipe
  private var tail: OutputTail

  /// How long killing all that a command left may take.
  private static let patience = Duration.seconds(1)

  /// A pipe of which nobody inherits an end unasked.
  private struct Pipe: ~Copyable {
    let readEnd: Int32
    let writeEnd: Int32

    init?() {
      var ends: [Int32] = [-1, -1]
      guard clinux_quiet_pipe(&ends) == 0 else { return nil }
      readEnd = ends[0]
      writeEnd = ends[1]
    }

    deinit { close(readEnd) }
  }

  /// Begins it; nil where liblxc could not.
  init?(
    _ words: [String], environment: [String], directory: String, in container: borrowing LXCHandle
  ) {
    guard let output = Pipe(), let reports = Pipe() else { return nil }
    let process = container.attach(
      words, environment: environment, directory: directory, output: output.writeEnd,
      reports: reports.writeEnd)
    // The end of the reports shows that the watcher has gone only where this process has no end of its own open.
    close(output.writeEnd)
    close(reports.writeEnd)
    guard let process else { return nil }
    self.watcher = process
    self.output = output
    self.reports = reports
    tail = OutputTail()
  }

  /// What it printed last.
  var printed: [UInt8] { tail.bytes }

  /// Waits for its end, and kills whatever it leaves.
  mutating func run(until deadline: ContinuousClock.Instant) -> Outcome {
    var outcome: Outcome?
    var isWatched = true
    while outcome == nil, isWatched, ContinuousClock.now < deadline {
      let seen = wait(until: deadline, forOutput: true)
      if seen.output { tail.read(from: output.readEnd) }
      if seen.report { (outcome, isWatched) = report() }
    }
    end(isWatched)
    tail.read(from: output.readEnd)
    return outcome ?? (isWatched ? .late : .lost)
  }

  /// Until nothing of it is left.
  private func end(_ isWatched: Bool) {
    var isWatched = isWatched
    let end = ContinuousClock.now + Self.patience
    // Most leave nothing, and their watcher goes by itself.
    var pause = ContinuousClock.now + .milliseconds(5)
    while isWatched, ContinuousClock.now < end {
      if wait(until: pause, forOutput: false).report {
        (_, isWatched) = report()
      } else {
        ProcessFamily(head: watcher).kill()
        pause = ContinuousClock.now + .milliseconds(20)
      }
    }
    // What is left cannot be killed: it waits for a device.
    kill(watcher, SIGKILL)
    var status: Int32 = 0
    waitpid(watcher, &status, isWatched ? WNOHANG : 0)
  }

  private func wait(
    until deadline: ContinuousClock.Instant, forOutput: Bool
  ) -> (output: Bool, report: Bool) {
    var questions = [
      pollfd(fd: reports.readEnd, events: Int16(POLLIN), revents: 0),
      pollfd(fd: output.readEnd, events: Int16(POLLIN), revents: 0),
    ]
    let left = max(.zero, deadline - ContinuousClock.now)
    // Rounded up: what rounds down to nothing would not wait at all.
    let answers = poll(
      &questions, forOutput ? 2 : 1, Int32(clamping: Int64(left / .milliseconds(1)) + 1))
    guard answers > 0 else { return (false, false) }
    return (questions[1].revents != 0, questions[0].revents != 0)
  }

  /// What the watcher says, and whether it is still there.
  private func report() -> (Outcome?, isWatched: Bool) {
    var report = clinux_watch_report()
    let size = MemoryLayout<clinux_watch_report>.size
    let count = read(reports.readEnd, &report, size)
    guard count == size else { return (nil, isWatched: count < 0 && errno == EAGAIN) }
    let outcome: Outcome =
      switch report.kind {
      case Int32(CLINUX_WATCH_NOT_STARTED): .notStarted(report.value)
      case Int32(CLINUX_WATCH_NOT_EXECUTED): .notExecuted(report.value)
      default: Self.end(clinux_end_of(report.value))
      }
    return (outcome, true)
  }

  private static func end(_ number: Int32) -> Outcome {
    number < 0 ? .killed(-number) : .exited(number)
  }
}
