/// Why a worker gave no reply.
///
/// The text of `standardError` is the end of what the worker wrote there, at most
/// ``WorkerLauncher/standardErrorLimit`` bytes.
public enum WorkerError: Error, Hashable, Sendable {
  /// The task threw an error.
  case failed(task: String, WorkerFailure)
  /// The worker was ended by a signal that did not come from its caller.
  case crashed(task: String, signal: Int32, standardError: String)
  /// The worker ended by itself without an answer.
  case exitedWithoutReply(task: String, status: Int32, standardError: String)
  /// The worker was killed because it took too long.
  case deadlineExceeded(task: String, deadline: Duration, standardError: String)
  /// There is no worker process: the executable is missing, or the system is out of resources.
  case couldNotStart(task: String, executable: String, reason: String)
  /// The worker said something that is no reply: two versions of the program, or a broken one.
  case badReply(task: String, reason: String, standardError: String)
  /// The calling task was cancelled, and the worker killed.
  case cancelled(task: String)
}

extension WorkerError: CustomStringConvertible {
  /// One line, and the last line that the worker wrote to standard error if it ended badly.
  public var description: String {
    switch self {
    case .failed(_, let failure):
      failure.message
    case .crashed(let task, let signal, let standardError):
      "worker '\(task)' was killed by signal \(signal)\(lastLine(of: standardError))"
    case .exitedWithoutReply(let task, let status, let standardError):
      "worker '\(task)' exited with status \(status) and no reply\(lastLine(of: standardError))"
    case .deadlineExceeded(let task, let deadline, let standardError):
      "worker '\(task)' did not finish within \(deadline) and was killed"
        + lastLine(of: standardError)
    case .couldNotStart(let task, let executable, let reason):
      "failed to start worker '\(task)' from '\(executable)': \(reason)"
    case .badReply(let task, let reason, let standardError):
      "worker '\(task)' gave a reply that makes no sense: \(reason)\(lastLine(of: standardError))"
    case .cancelled(let task):
      "worker '\(task)' was cancelled"
    }
  }

  private func lastLine(of text: String) -> String {
    let lines = text.split(whereSeparator: \.isNewline)
    guard let last = lines.last(where: { !$0.allSatisfy(\.isWhitespace) }) else { return "" }
    return ": \(last)"
  }
}
