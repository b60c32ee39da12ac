import DurableFiles
import Reconciling

/// Does `work` on files; its errors name what was meant to be done.
func reporting<Result>(
  _ operation: String, _ subject: String, _ work: () throws(FileError) -> Result
) throws(OperationError) -> Result {
  do throws(FileError) {
    return try work()
  } catch {
    throw OperationError(
      operation: operation, subject: subject, cause: "\(error)", isPassing: error.isPassing)
  }
}
