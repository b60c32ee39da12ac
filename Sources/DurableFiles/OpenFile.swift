import CLinux
import Failpoints
import Glibc
import SystemPackage

/// An open descriptor that closes itself.
///
/// An error of `close` is of no interest: what was written has been synced before.
struct OpenFile: ~Copyable {
  let descriptor: FileDescriptor
  /// Under which it was opened, for messages.
  let path: FilePath

  /// Opens a path; close-on-exec, and without waiting for the other end of a fifo.
  init(_ path: FilePath, _ flags: Int32, mode: mode_t = 0) throws(FileError) {
    let number = try Self.withoutAccessTime(path, flags) { flags in
      path.withPlatformString { open($0, flags | O_CLOEXEC | O_NONBLOCK, mode) }
    }
    self.init(FileDescriptor(rawValue: number), path)
  }

  /// Opens the directory that holds `path`.
  init(parentOf path: FilePath) throws(FileError) {
    let parent = path.removingLastComponent()
    try self.init(parent.isEmpty ? "." : parent, O_RDONLY | O_DIRECTORY)
  }

  /// Opens a name, which is a path of one component, in a directory, never through a symbolic link.
  init(
    _ name: FilePath, in directory: borrowing OpenFile, _ flags: Int32, mode: mode_t = 0
  ) throws(FileError) {
    let path = directory.path.pushing(name)
    let parent = directory.descriptor.rawValue
    let number = try Self.withoutAccessTime(path, flags) { flags in
      name.withPlatformString {
        openat(parent, $0, flags | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK, mode)
      }
    }
    self.init(FileDescriptor(rawValue: number), path)
  }

  /// Opens for reading in a way that leaves the access time alone, since that would be a write to
  /// the storage; but only the owner and root may ask for it.
  private static func withoutAccessTime(
    _ path: FilePath, _ flags: Int32, _ open: (Int32) -> Int32
  ) throws(FileError) -> Int32 {
    guard flags & O_ACCMODE == O_RDONLY else { return try attempt("open", path) { open(flags) } }
    do throws(FileError) {
      return try attempt("open", path) { open(flags | clinux_o_noatime) }
    } catch {
      guard error.errno == .notPermitted else { throw error }
      return try attempt("open", path) { open(flags) }
    }
  }

  private init(_ descriptor: FileDescriptor, _ path: FilePath) {
    self.descriptor = descriptor
    self.path = path
  }

  /// Opens a directory in this one, but not if something is mounted there, not even another part
  /// of the same file system.
  func descend(to name: FilePath) throws(FileError) -> OpenFile {
    let flags = O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC
    let below = path.pushing(name)
    do throws(FileError) {
      let number = try attempt("open", below) {
        name.withPlatformString { clinux_open_beneath(descriptor.rawValue, $0, flags) }
      }
      return OpenFile(FileDescriptor(rawValue: number), below)
    } catch {
      switch error.errno {
      case .improperLink?:
        throw FileError("open", below, .mounted(at: below.string))
      case .noFunction?:
        // A kernel before 5.6: the device is all there is to compare.
        return try OpenFile(name, in: self, O_RDONLY | O_DIRECTORY)
      default:
        throw error
      }
    }
  }

  deinit { try? descriptor.close() }

  /// What `fstat` says.
  func status() throws(FileError) -> Stat {
    try attempt("look at", path) { () throws(Errno) in try Stat(descriptor) }
  }

  /// What `fstatat` says of a name in this directory; a symbolic link is not followed.
  func status(of name: FilePath) throws(FileError) -> Stat {
    try attempt("look at", path.pushing(name)) { () throws(Errno) in
      try Stat(name, relativeTo: descriptor, flags: .symlinkNoFollow)
    }
  }

  /// Waits until data and metadata are on the storage.
  ///
  /// - Parameter target: the name that the file is going to have, where that is not the one it was opened by.
  func sync(as target: FilePath? = nil) throws(FileError) {
    failpoint("sync \(target ?? path)")
    try attempt("sync", path) { fsync(descriptor.rawValue) }
    failpoint("synced \(target ?? path)")
  }

  /// Removes a name from this directory.
  func unlink(_ name: FilePath, isDirectory: Bool = false) throws(FileError) {
    try attempt("remove", path.pushing(name)) {
      name.withPlatformString {
        unlinkat(descriptor.rawValue, $0, isDirectory ? AT_REMOVEDIR : 0)
      }
    }
  }

  /// Gives a name in this directory another name there, in place of what had that. The result is
  /// that of the system call.
  func rename(_ name: FilePath, to newName: FilePath) -> Int32 {
    name.withPlatformString { name in
      newName.withPlatformString { newName in
        renameat(descriptor.rawValue, name, descriptor.rawValue, newName)
      }
    }
  }

  /// Gives the file a mode and, if asked, an owner, where they differ.
  func set(_ permissions: FilePermissions, _ owner: FileOwner?) throws(FileError) {
    let status = try status()
    if let owner, status.userID != owner.user || status.groupID != owner.group {
      try attempt("change the owner of", path) {
        fchown(descriptor.rawValue, owner.user.rawValue, owner.group.rawValue)
      }
    }
    // After the owner: changing that clears the set-id bits.
    if status.permissions != permissions {
      try attempt("change the mode of", path) { fchmod(descriptor.rawValue, permissions.rawValue) }
    }
  }
}
