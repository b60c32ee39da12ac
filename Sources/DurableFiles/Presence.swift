import Glibc
import SystemPackage

extension DurableDirectory {
  /// The names in the directory, sorted; empty where there is no such directory.
  public func namesIfPresent() throws(FileError) -> [String] {
    do throws(FileError) {
      let directory = try OpenFile(path, O_RDONLY | O_DIRECTORY)
      return try DirectoryListing(of: directory).map(\.name.string).sorted()
    } catch {
      if error.errno == .noSuchFileOrDirectory { return [] }
      throw error
    }
  }

  /// Whether there is a directory; follows symbolic links.
  public func exists() throws(FileError) -> Bool {
    try Presence.type(of: path) == .directory
  }

  /// Removes the directory, if it exists and is empty.
  ///
  /// - Returns: whether it was removed.
  @discardableResult
  public func removeIfEmpty() throws(FileError) -> Bool {
    do throws(FileError) {
      try attempt("remove", path) { path.withPlatformString { rmdir($0) } }
    } catch {
      if [.noSuchFileOrDirectory, .directoryNotEmpty].contains(error.errno) { return false }
      throw error
    }
    try OpenFile(parentOf: path).sync()
    return true
  }
}

extension DurableFile {
  /// Whether there is a regular file; follows symbolic links.
  public func exists() throws(FileError) -> Bool {
    try Presence.type(of: path) == .regular
  }

  /// Its size in bytes.
  public func size() throws(FileError) -> Int64 {
    try OpenFile(path, O_RDONLY).status().size
  }
}

extension FileError {
  /// Whether the same may work later without any change: there is no room.
  public var isPassing: Bool {
    errno == .noSpace || errno == .diskQuotaExceeded
  }
}

/// Looks whether something is there.
private enum Presence {
  /// What kind of thing `path` is; nil where there is nothing.
  static func type(of path: FilePath) throws(FileError) -> FileType? {
    do throws(FileError) {
      return try OpenFile(path, O_RDONLY).status().type
    } catch {
      if error.errno == .noSuchFileOrDirectory || error.errno == .notDirectory { return nil }
      throw error
    }
  }
}
