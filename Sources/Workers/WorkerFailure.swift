public import FoundationEssentials

/// What a task threw in the worker process.
public struct WorkerFailure: Codable, Hashable, Sendable {
  /// The error in words.
  public let message: String
  /// A short word for the kind of error: that of ``WorkerReportable``, else the type's name.
  public let kind: String
  /// Whether trying again is pointless until somebody changes something.
  public let isTerminal: Bool
  /// The error itself as JSON, if it conforms to ``WorkerReportable``.
  public let encodedError: Data?

  /// Describes an error for the caller.
  public init(_ error: any Error) {
    message = String(describing: error)
    if let error = error as? any WorkerReportable {
      kind = error.kind
      isTerminal = error.isTerminal
      encodedError = try? JSONEncoder().encode(error)
    } else {
      kind = String(describing: type(of: error))
      isTerminal = false
      encodedError = nil
    }
  }

  /// The error that the task threw, or `nil` if it was of another type.
  public func error<Failure: WorkerReportable>(as type: Failure.Type) -> Failure? {
    guard let encodedError else { return nil }
    return try? JSONDecoder().decode(type, from: encodedError)
  }
}
