/// An error of a task that can cross from the worker process to its caller.
public protocol WorkerReportable: Error, Codable {
  /// A short word for the kind of error, for programs to tell errors apart.
  var kind: String { get }
  /// Whether trying again is pointless until somebody changes something.
  var isTerminal: Bool { get }
}
