internal import ContainerModel
internal import Reconciling
internal import Workers

/// Why something that liblxc or the kernel was asked for did not work.
struct LXCRuntimeError: Error, Hashable, Sendable, Codable {
  /// What failed, as an infinitive: `start`.
  var operation: String
  /// On what: a container, a path.
  var subject: String
  /// Why, and what to do, in lower case.
  var cause: String
  /// Lines of others that explain it: liblxc's log, the console's end.
  var details: [String] = []
  /// Whether the same may work later without any change.
  var isPassing = false

  init(
    _ operation: String, _ subject: String, cause: String, details: [String] = [],
    isPassing: Bool = false
  ) {
    self.operation = operation
    self.subject = subject
    self.cause = cause
    self.details = details
    self.isPassing = isPassing
  }

  /// The same for those who asked.
  var asOperationError: OperationError {
    OperationError(
      operation: operation, subject: subject, cause: cause, details: details, isPassing: isPassing)
  }
}

extension LXCRuntimeError: CustomStringConvertible {
  /// `failed to start 'dns': bridge 'br-lan' does not exist`.
  var description: String { "failed to \(operation) '\(subject)': \(cause)" }
}

extension LXCRuntimeError: WorkerReportable {
  var kind: String { "lxc" }
  var isTerminal: Bool { !isPassing }
}
