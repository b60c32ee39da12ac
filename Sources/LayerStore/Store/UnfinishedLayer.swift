import DurableFiles
import SystemPackage

/// A directory in which a layer is being made, locked as long as this value lives.
struct UnfinishedLayer: ~Copyable {
  let path: FilePath
  private let lock: FileLock

  init(path: FilePath, lock: consuming FileLock) {
    self.path = path
    self.lock = lock
  }

  /// Removes all of it.
  func discard() throws(FileError) {
    try DurableDirectory(path).removeTree()
  }
}
