/// Why the state directory or the inventory cannot be used.
public struct StateError: Error, Hashable, Sendable {
  /// What failed, as an infinitive.
  public var operation: String
  /// The file or directory.
  public var subject: String
  /// Why, and what to do.
  public var cause: String

  init(_ operation: String, _ subject: String, _ cause: String) {
    self.operation = operation
    self.subject = subject
    self.cause = cause
  }
}

extension StateError: CustomStringConvertible {
  /// `failed to read '/var/lib/turris-apply/index.json': …`.
  public var description: String { "failed to \(operation) '\(subject)': \(cause)" }
}
