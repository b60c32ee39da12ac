import Glibc
public import SystemPackage

/// A lock that the kernel drops when its holder ends, in whatever way (flock(2)).
///
/// The descriptor is close-on-exec: a program that the holder starts does not keep the lock.
public struct FileLock: ~Copyable {
  private let file: OpenFile

  /// Takes the lock, without waiting and, once the file exists, without writing anything.
  ///
  /// - Parameter path: a file, made with mode 0600 if missing, or a directory.
  /// - Returns: `nil` if somebody else holds it.
  /// - Throws: ``FileError``
  public static func take(_ path: FilePath) throws(FileError) -> FileLock? {
    let file = try openOrCreate(path)
    do throws(FileError) {
      try attempt("lock", path) { flock(file.descriptor.rawValue, LOCK_EX | LOCK_NB) }
    } catch {
      if error.errno == .wouldBlock { return nil }
      throw error
    }
    return FileLock(file: file)
  }

  private init(file: consuming OpenFile) {
    self.file = file
  }

  private static func openOrCreate(_ path: FilePath) throws(FileError) -> OpenFile {
    do throws(FileError) {
      return try OpenFile(path, O_RDONLY | O_NOFOLLOW)
    } catch {
      guard error.errno == .noSuchFileOrDirectory else { throw error }
    }
    // Without O_EXCL: two that come at once must get the same file.
    return try OpenFile(path, O_RDONLY | O_NOFOLLOW | O_CREAT, mode: 0o600)
  }
}
