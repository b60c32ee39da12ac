import CLinux
import Failpoints
import Glibc
import SystemPackage

extension DurableDirectory {
  /// Removes the directory with all that is in it; when this returns, its name is gone from the
  /// storage. A symbolic link is removed, never followed; anything else of that name likewise.
  ///
  /// Refuses to touch what is mounted: before anything is removed, if something is mounted at or
  /// below the directory, and on the way, if a directory turns out to be on another mount or
  /// device. What other mount namespaces have mounted is found by ``MountTable/firstUse(of:)``.
  ///
  /// - Returns: whether there was anything.
  /// - Throws: ``FileError``; part of the tree may be gone then, and trying again goes on.
  @discardableResult
  public func removeTree() throws(FileError) -> Bool {
    let name = try name(for: "remove")
    guard
      let parent = try presentOrNil({ () throws(FileError) in try OpenFile(parentOf: path) }),
      let status = try presentOrNil({ () throws(FileError) in try parent.status(of: name) })
    else { return false }
    if status.type == .directory {
      if let mount = try MountTable.ofThisProcess().mounts(atOrBelow: path).first {
        throw FileError("remove", path, .mounted(at: mount.mountPoint.string))
      }
      try TreeRemoval(of: name, in: parent).run()
      failpoint("emptied \(path)")
    }
    try parent.unlink(name, isDirectory: status.type == .directory)
    try parent.sync()
    return true
  }
}

/// Empties one directory.
private struct TreeRemoval: ~Copyable {
  /// How many directories are open at once. What lies deeper is first moved to the top.
  private static let deepest = 64
  /// How many names are held in memory at once.
  private static let batch = 1024

  private let top: OpenFile
  private let device: DeviceID

  init(of name: FilePath, in parent: borrowing OpenFile) throws(FileError) {
    let directory = try OpenFile(name, in: parent, O_RDONLY | O_DIRECTORY)
    device = try directory.status().deviceID
    top = directory
  }

  func run() throws(FileError) {
    try empty(top, depth: 0)
  }

  private func empty(_ directory: borrowing OpenFile, depth: Int) throws(FileError) {
    while true {
      let listing = try DirectoryListing(of: directory, limit: Self.batch)
      if listing.isEmpty { return }
      for entry in listing {
        if !entry.isKnownDirectory, try unlinkFile(entry.name, in: directory) { continue }
        if depth == Self.deepest {
          try moveToTop(entry.name, from: directory)
        } else {
          try empty(descend(to: entry.name, in: directory), depth: depth + 1)
          try directory.unlink(entry.name, isDirectory: true)
        }
      }
    }
  }

  /// Returns false if it is a directory.
  private func unlinkFile(
    _ name: FilePath, in directory: borrowing OpenFile
  ) throws(FileError) -> Bool {
    do throws(FileError) {
      try directory.unlink(name)
      return true
    } catch {
      if error.errno == .isDirectory { return false }
      throw error
    }
  }

  private func descend(
    to name: FilePath, in directory: borrowing OpenFile
  ) throws(FileError) -> OpenFile {
    let below = try directory.descend(to: name)
    guard try below.status().deviceID == device else {
      throw FileError("remove", below.path, .mounted(at: below.path.string))
    }
    return below
  }

  private func moveToTop(
    _ name: FilePath, from directory: borrowing OpenFile
  ) throws(FileError) {
    let source = directory.descriptor.rawValue
    let target = top.descriptor.rawValue
    while true {
      let free = FilePath("deep.\(UInt64.random(in: 0 ... .max))")
      do throws(FileError) {
        try attempt("move up", directory.path.pushing(name)) {
          name.withPlatformString { name in
            free.withPlatformString {
              clinux_renameat2(source, name, target, $0, UInt32(CLINUX_RENAME_NOREPLACE))
            }
          }
        }
        return
      } catch {
        guard error.errno == .fileExists else { throw error }
      }
    }
  }
}
