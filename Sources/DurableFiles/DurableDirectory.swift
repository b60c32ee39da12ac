import CLinux
import Failpoints
import Glibc
public import SystemPackage

/// A directory whose making, renaming and removing survive a power cut.
public struct DurableDirectory: Hashable, Sendable {
  /// Where it lies.
  public let path: FilePath

  /// A directory that may exist or not.
  public init(_ path: FilePath) {
    self.path = path
  }

  /// Makes the directory, if it is missing, and gives it its mode and owner where they differ.
  ///
  /// - Parameters:
  ///   - permissions: the mode, whatever the umask.
  ///   - owner: the owner; `nil` leaves it as it is.
  ///   - parents: whether missing parents are made too, with mode 0700.
  ///   - synced: whether it has reached the storage when this returns; otherwise ``sync()`` of its parent sees to that.
  /// - Returns: whether it was missing.
  /// - Throws: ``FileError``, also when there is something else of that name, even a symbolic link
  ///   to a directory.
  @discardableResult
  public func create(
    permissions: FilePermissions = .ownerReadWriteExecute, owner: FileOwner? = nil,
    parents: Bool = false, synced: Bool = true
  ) throws(FileError) -> Bool {
    if parents { try createParents() }
    let parent = try OpenFile(parentOf: path)
    let name = try name(for: "make directory")
    let isNew = try make(name, in: parent)
    do throws(FileError) {
      try OpenFile(name, in: parent, O_RDONLY | O_DIRECTORY).set(permissions, owner)
    } catch {
      if error.errno == .notDirectory || error.errno == .tooManySymbolicLinkLevels {
        throw FileError("make directory", path, .notDirectory)
      }
      throw error
    }
    if isNew, !synced { failpoint("made \(path)") }
    if isNew, synced { try parent.sync() }
    return isNew
  }

  /// Waits until what was made, renamed and removed in the directory has reached the storage.
  public func sync() throws(FileError) {
    try OpenFile(path, O_RDONLY | O_DIRECTORY | O_NOFOLLOW).sync()
  }

  /// Gives the directory another name on the same file system.
  ///
  /// - Parameters:
  ///   - target: its new path.
  ///   - replacing: whether an empty directory there is replaced; otherwise anything there is an
  ///     error, `EEXIST`.
  ///   - synced: whether it has reached the storage when this returns; otherwise ``sync()`` of both parents sees to that.
  /// - Throws: ``FileError``
  public func rename(
    to target: FilePath, replacing: Bool = false, synced: Bool = true
  ) throws(FileError) {
    let source = try OpenFile(parentOf: path)
    let destination = try OpenFile(parentOf: target)
    let name = try name(for: "rename")
    let newName = try DurableDirectory(target).name(for: "rename to")
    try attempt("rename", path) {
      name.withPlatformString { name in
        newName.withPlatformString { newName in
          clinux_renameat2(
            source.descriptor.rawValue, name, destination.descriptor.rawValue, newName,
            replacing ? 0 : UInt32(CLINUX_RENAME_NOREPLACE))
        }
      }
    }
    guard synced else { return failpoint("renamed \(target)") }
    // The new place first: after a power cut a directory may be seen twice, but not be lost.
    try destination.sync()
    try source.sync()
  }

  /// Removes what ``DurableFile/replace(with:permissions:owner:)`` left in the directory when it
  /// was killed. Nobody may be writing there meanwhile.
  ///
  /// - Returns: how many there were.
  @discardableResult
  public func removeStrayTemporaries() throws(FileError) -> Int {
    let directory = try OpenFile(path, O_RDONLY | O_DIRECTORY | O_NOFOLLOW)
    let stray = try DirectoryListing(of: directory).map(\.name).filter(TemporaryName.matches)
    for name in stray { try directory.unlink(name) }
    return stray.count
  }

  /// Whether the directory lies in memory and is gone after a reboot: on tmpfs or ramfs.
  public func isVolatile() throws(FileError) -> Bool {
    let magic = try attempt("look at", path) {
      path.withPlatformString { clinux_file_system_magic($0) }
    }
    return magic == Int64(CLINUX_TMPFS_MAGIC) || magic == Int64(CLINUX_RAMFS_MAGIC)
  }

  func name(for operation: String) throws(FileError) -> FilePath {
    guard let name = path.lastComponent, name.kind == .regular else {
      throw FileError(operation, path, .notDirectory)
    }
    return FilePath(root: nil, [name])
  }

  private func createParents() throws(FileError) {
    let parent = path.removingLastComponent()
    if parent.isEmpty || parent.lastComponent == nil { return }
    if (try? Stat(parent))?.type == .directory { return }
    try DurableDirectory(parent).create(parents: true)
  }

  private func make(_ name: FilePath, in parent: borrowing OpenFile) throws(FileError) -> Bool {
    do throws(FileError) {
      let descriptor = parent.descriptor.rawValue
      try attempt("make directory", path) {
        name.withPlatformString { mkdirat(descriptor, $0, 0o700) }
      }
      return true
    } catch {
      if error.errno == .fileExists { return false }
      throw error
    }
  }
}
