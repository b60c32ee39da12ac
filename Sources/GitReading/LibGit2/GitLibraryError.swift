import GitSource
import CLibGit2

/// What libgit2 says of a call that failed.
struct GitLibraryError: Error, Hashable {
  /// What was tried, as an infinitive.
  let operation: String
  /// `GIT_ENOTFOUND`, `GIT_EAUTH`…
  let code: git_error_code
  /// The part of the library that failed.
  let category: git_error_t
  /// In its own words.
  let message: String

  /// Takes the error of the call that has just failed on this thread.
  init(_ operation: String, code: Int32) {
    self.operation = operation
    self.code = git_error_code(code)
    if let last = git_error_last() {
      category = git_error_t(UInt32(bitPattern: last.pointee.klass))
      message = neutralised(last.pointee.message.map { String(cString: $0) } ?? "")
    } else {
      category = GIT_ERROR_NONE
      message = "error \(code)"
    }
  }
}

/// Throws unless the result of a call is 0 or more. Nothing may come between the call and this:
/// libgit2 keeps one error for each thread.
@discardableResult
func check(_ operation: String, _ result: Int32) throws(GitLibraryError) -> Int32 {
  guard result >= 0 else { throw GitLibraryError(operation, code: result) }
  return result
}
