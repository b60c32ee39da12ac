import DurableFiles
import Reconciling
import Workers

extension OperationError {
  /// A worker that didn't unpack an archive.
  init(unpacking archive: String, _ error: WorkerError) {
    if case .failed(_, let failure) = error, let error = failure.error(as: UnpackError.self) {
      self.init(
        operation: "unpack", subject: archive, cause: error.fault.description,
        isPassing: error.fault.isPassing)
    } else {
      self.init(
        operation: "unpack", subject: archive, cause: error.description, isPassing: true)
    }
  }
}

/// Does something with files, and says for what when it fails.
func filing<Result: ~Copyable>(
  _ operation: String, _ subject: String, _ body: () throws(FileError) -> Result
) throws(OperationError) -> Result {
  do throws(FileError) {
    return try body()
  } catch {
    throw OperationError(
      operation: operation, subject: subject, cause: error.description, isPassing: error.isPassing)
  }
}

/// Removes a layer that could not be finished.
///
/// - Returns: the error to report; if the layer could not be removed either, with that.
func discard(_ layer: borrowing UnfinishedLayer, after error: OperationError) -> OperationError {
  do throws(FileError) {
    try layer.discard()
    return error
  } catch let removal {
    var error = error
    error.details.append("what was begun is still there: \(removal)")
    return error
  }
}
