internal import CLinux
internal import ContainerModel
internal import Glibc
internal import NetworkProbes
internal import Workers

/// Runs a command in a container; where it ends with status 0 in time, the container is healthy.
///
/// Nothing of it stays, whatever it forked, and only the end of what it printed is kept.
enum ExecProbe: ServedTask {
  struct Request: Codable, Sendable {
    var path: String
    var name: String
    /// The program and its arguments.
    var words: [String]
    /// All variables, as `NAME=value`.
    var environment: [String]
    /// Where it begins.
    var directory: String
    /// How long all of it may take.
    var timeout: TimeSpan
  }

  /// Nothing is said on the way.
  struct Progress: Codable, Sendable {}

  /// It is healthy.
  struct Reply: Codable, Sendable {}

  /// The word on the worker's command line.
  static let name = "probe-exec"

  static func run(_ request: Request, report: (Progress) throws -> Void) throws -> Reply {
    let deadline = ContinuousClock.now + request.timeout.duration
    let handle = try LXCHandle(request.name, path: request.path)
    // What is put into frozen groups freezes as well, and could not even be killed.
    if handle.state == "FROZEN" { throw ProbeFailure("it is frozen") }
    guard
      var command = WatchedCommand(
        request.words, environment: request.environment, directory: request.directory, in: handle)
    else {
      throw ProbeFailure(
        handle.initProcess == nil ? "it does not run" : "liblxc could not run a command in it")
    }
    let outcome = command.run(until: deadline)
    if outcome == .exited(0) { return Reply() }
    throw ProbeFailure(
      cause(of: outcome, request),
      details: TextTail.lines(10, of: command.printed).map { "exec: \($0)" })
  }

  private static func cause(of outcome: WatchedCommand.Outcome, _ request: Request) -> String {
    let program = request.words.first ?? ""
    return switch outcome {
    case .exited(let status): "exec ended with status \(status)"
    case .killed(let signal): "exec was killed by signal \(signal)"
    case .late: "exec did not end within \(request.timeout), and was killed"
    case .lost: "exec was killed together with what watched it"
    case .notExecuted(ENOENT): "there is no command '\(program)' in the container"
    case .notExecuted(let problem):
      "the command '\(program)' cannot be executed in the container: \(text(problem))"
    case .notStarted(let problem): "exec could not be started: \(text(problem))"
    }
  }

  private static func text(_ problem: Int32) -> String { String(cString: strerror(problem)) }
}
