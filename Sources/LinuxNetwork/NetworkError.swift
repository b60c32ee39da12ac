/// Why the kernel's network could not be read or changed.
public struct NetworkError: Error, Hashable, Sendable {
  /// What was tried: `list the interfaces`.
  public let operation: String
  /// On which interface or process; nil where it was on none.
  public let subject: String?
  /// Why not, in the words of libnl or the kernel.
  public let cause: String

  /// Makes an error.
  public init(_ operation: String, _ subject: String? = nil, cause: String) {
    self.operation = operation
    self.subject = subject
    self.cause = cause
  }
}

extension NetworkError: CustomStringConvertible {
  /// `failed to list the interfaces: …`
  public var description: String {
    "failed to \(operation)\(subject.map { " '\($0)'" } ?? ""): \(cause)"
  }
}
