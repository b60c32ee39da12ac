import CLinux
import DurableFiles
import Glibc
import Reconciling
import SystemPackage

/// Writes the files of a folder into a fresh directory that nobody else writes to.
struct FolderWriter {
  let root: FilePath
  let owner: FileOwner
  /// What the folder is called in messages.
  let subject: String

  /// Writes all files, and waits until they are on the disk.
  ///
  /// - Returns: how many bytes they have together.
  /// - Throws: also when a path could lead out of the folder, or two are the same.
  func write(_ files: [FolderFile]) throws(OperationError) -> Int64 {
    var bytes: Int64 = 0
    try make(root)
    for file in files {
      try write(file)
      bytes += Int64(file.bytes.count)
    }
    try sync()
    return bytes
  }

  private func write(_ file: FolderFile) throws(OperationError) {
    let path = FilePath(file.path)
    guard path.isRelative, let name = path.lastComponent,
      path.components.allSatisfy({ $0.kind == .regular }), path.string == file.path
    else {
      throw OperationError(
        operation: "write out", subject: subject, cause: "'\(file.path)' is no path in a folder")
    }
    var directory = root
    for component in path.removingLastComponent().components {
      directory.append(component)
      if mkdirIsNeeded(directory) { try make(directory) }
    }
    try write(file, to: directory.appending(name))
  }

  private func mkdirIsNeeded(_ directory: FilePath) -> Bool {
    (try? Stat(directory, followTargetSymlink: false))?.type != .directory
  }

  private func make(_ directory: FilePath) throws(OperationError) {
    try doing(directory) {
      let result = directory.withPlatformString { path in
        mkdir(path, 0o755) == 0 && chmod(path, 0o755) == 0
          && chown(path, owner.user.rawValue, owner.group.rawValue) == 0 ? 0 : errno
      }
      guard result == 0 else { throw Errno(rawValue: result) }
    }
  }

  private func write(_ file: FolderFile, to path: FilePath) throws(OperationError) {
    try doing(path) {
      let descriptor = try FileDescriptor.open(
        path, .writeOnly, options: [.create, .exclusiveCreate, .noFollow, .closeOnExec],
        permissions: .ownerReadWrite)
      try descriptor.closeAfter {
        try descriptor.writeAll(file.bytes)
        let mode: mode_t = file.isExecutable ? 0o755 : 0o644
        guard fchown(descriptor.rawValue, owner.user.rawValue, owner.group.rawValue) == 0,
          fchmod(descriptor.rawValue, mode) == 0
        else { throw Errno(rawValue: errno) }
      }
    }
  }

  private func sync() throws(OperationError) {
    try doing(root) {
      let descriptor = try FileDescriptor.open(root, .readOnly, options: [.closeOnExec])
      try descriptor.closeAfter {
        guard clinux_syncfs(descriptor.rawValue) == 0 else { throw Errno(rawValue: errno) }
      }
    }
  }

  private func doing(_ path: FilePath, _ body: () throws -> Void) throws(OperationError) {
    do {
      try body()
    } catch {
      let number = error as? Errno
      throw OperationError(
        operation: "write out", subject: subject, cause: "'\(path)': \(reason(error))",
        isPassing: number == .noSpace || number == .diskQuotaExceeded)
    }
  }
}
