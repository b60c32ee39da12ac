internal import DurableFiles
internal import Glibc
internal import SystemPackage

/// An empty directory on some storage, for as long as a trial takes.
struct ScratchDirectory {
  private static let prefix = ".turris-apply-check."

  let path: FilePath

  /// Makes one in `parent`, and removes those of earlier processes that were killed.
  ///
  /// - Parameter parent: a directory that is there; symbolic links are resolved.
  /// - Throws: ``FileError``
  init(in parent: String) throws(FileError) {
    guard let real = realpath(parent, nil) else {
      throw FileError("look at", FilePath(parent), .system(Errno(rawValue: Glibc.errno)))
    }
    defer { free(real) }
    let parent = FilePath(platformString: real)
    try Self.removeLeftovers(in: parent)
    path = parent.appending("\(Self.prefix)\(getpid())")
    let directory = DurableDirectory(path)
    // Left by another process of the same number, long ago.
    try directory.removeTree()
    try directory.create(synced: false)
  }

  /// Removes it with all that is in it.
  func remove() throws(FileError) { try DurableDirectory(path).removeTree() }

  private static func removeLeftovers(in parent: FilePath) throws(FileError) {
    for name in try DurableDirectory(parent).namesIfPresent() where name.hasPrefix(prefix) {
      guard let owner = Int32(name.dropFirst(prefix.count)), owner > 0,
        kill(owner, 0) != 0, Glibc.errno == ESRCH
      else { continue }
      try DurableDirectory(parent.appending(name)).removeTree()
    }
  }
}
