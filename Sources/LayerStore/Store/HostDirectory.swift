import Glibc
public import Reconciling
import SystemPackage

/// A directory of the host that is a container's root file system, as it is.
public enum HostDirectory {
  /// Sees that the path leads to a directory without any symbolic link on the way: who may change a
  /// link could otherwise put any other directory there, whatever the policy says.
  ///
  /// - Parameter path: an absolute path.
  /// - Throws: `OperationError`
  public static func verify(_ path: String) throws(OperationError) {
    func failure(_ cause: String) -> OperationError {
      OperationError(operation: "use the directory", subject: path, cause: cause)
    }
    guard path.hasPrefix("/") else { throw failure("its path is not absolute") }
    guard let real = realpath(path, nil) else { throw failure(reason(errno)) }
    defer { free(real) }
    let resolved = FilePath(platformString: real)
    guard resolved == FilePath(path) else {
      throw failure("there is a symbolic link or '..' in its path; it lies at '\(resolved)'")
    }
    var status = stat()
    guard stat(path, &status) == 0 else { throw failure(reason(errno)) }
    guard status.st_mode & S_IFMT == S_IFDIR else { throw failure("it is no directory") }
  }
}
