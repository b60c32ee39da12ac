/// Why something that the reconciler asked of an adapter did not work.
public struct OperationError: Error, Hashable, Sendable, Codable {
  /// What failed, as an infinitive: `start`, `fetch`.
  public var operation: String
  /// On what: `dns`, a URL, a path.
  public var subject: String
  /// Why, and what to do, in lower case.
  public var cause: String
  /// Lines of others that explain it: liblxc's log, the console's end.
  public var details: [String]
  /// Whether the same may work later without any change: no space, no network.
  public var isPassing: Bool

  /// Makes an error.
  public init(
    operation: String, subject: String, cause: String, details: [String] = [],
    isPassing: Bool = false
  ) {
    self.operation = operation
    self.subject = subject
    self.cause = cause
    self.details = details
    self.isPassing = isPassing
  }
}

extension OperationError: CustomStringConvertible {
  /// `failed to start 'dns': bridge 'br-lan' does not exist`.
  public var description: String { "failed to \(operation) '\(subject)': \(cause)" }
}
