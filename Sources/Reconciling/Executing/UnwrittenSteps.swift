import Synchronization

/// The steps whose end could not be written down, with why.
final class UnwrittenSteps: Sendable {
  private let errors = Mutex<[String: OperationError]>([:])

  /// Why the end of a step was not written down; nil where it was.
  subscript(id: String) -> OperationError? { errors.withLock { $0[id] } }

  func add(_ id: String, _ error: OperationError) { errors.withLock { $0[id] = error } }
}
