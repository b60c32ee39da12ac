import Glibc
public import SystemPackage

/// A file that is replaced whole or not at all, whatever happens in between.
public struct DurableFile: Hashable, Sendable {
  /// Where it lies.
  public let path: FilePath

  /// A file that may exist or not.
  public init(_ path: FilePath) {
    self.path = path
  }

  /// Reads the file; follows symbolic links.
  ///
  /// - Parameter limit: the most bytes to take; a larger file is an error.
  /// - Throws: ``FileError``, also when this is no regular file.
  public func read(limit: Int64) throws(FileError) -> [UInt8] {
    try content(of: OpenFile(path, O_RDONLY), limit: limit)
  }

  /// Reads the file, or returns `nil` if there is none.
  public func readIfPresent(limit: Int64) throws(FileError) -> [UInt8]? {
    try presentOrNil { () throws(FileError) in try read(limit: limit) }
  }

  /// Makes `content` the whole content of the file: written beside it, synced, and renamed over
  /// it; when this returns, it has reached the storage. A symbolic link is replaced, not followed.
  ///
  /// A file that has this content, mode and owner already is left as it is.
  ///
  /// - Parameters:
  ///   - content: all bytes.
  ///   - permissions: the mode, whatever the umask.
  ///   - owner: the owner; `nil` for that of this process.
  ///   - synced: whether it has reached the storage when this returns; of no use in memory. What a reader finds is whole anyway.
  /// - Returns: whether anything was written.
  /// - Throws: ``FileError``; then the file holds the old content or, if only the last sync
  ///   failed, the new one, and nothing else is left in the directory.
  @discardableResult
  public func replace(
    with content: [UInt8], permissions: FilePermissions = .ownerReadWrite, owner: FileOwner? = nil,
    synced: Bool = true
  ) throws(FileError) -> Bool {
    let directory = try OpenFile(parentOf: path)
    let name = try name(for: "write")
    if try holds(content, permissions, owner, named: name, in: directory) { return false }
    let temporary = TemporaryName.random(for: name)
    do throws(FileError) {
      try write(content, permissions, owner, to: temporary, in: directory, synced: synced)
      try attempt("write", path) {
        directory.rename(temporary, to: name)
      }
    } catch {
      // The first error is the one to tell; a leftover is cleared away by its name later.
      try? directory.unlink(temporary)
      throw error
    }
    if synced { try directory.sync() }
    return true
  }

  /// Removes the file, if it exists; when this returns, that has reached the storage.
  ///
  /// - Returns: whether there was one.
  @discardableResult
  public func remove() throws(FileError) -> Bool {
    let directory = try OpenFile(parentOf: path)
    let name = try name(for: "remove")
    guard try presentOrNil({ () throws(FileError) in try directory.unlink(name) }) != nil else {
      return false
    }
    try directory.sync()
    return true
  }

  private func name(for operation: String) throws(FileError) -> FilePath {
    guard let name = path.lastComponent, name.kind == .regular else {
      throw FileError(operation, path, .notRegular)
    }
    return FilePath(root: nil, [name])
  }

  private func holds(
    _ content: [UInt8], _ permissions: FilePermissions, _ owner: FileOwner?, named name: FilePath,
    in directory: borrowing OpenFile
  ) throws(FileError) -> Bool {
    let file: OpenFile
    do throws(FileError) {
      file = try OpenFile(name, in: directory, O_RDONLY)
    } catch {
      // Not there, a symbolic link, or unreadable: in each case it is to be written.
      return false
    }
    let status = try file.status()
    guard status.type == .regular, status.size == Int64(content.count),
      status.permissions == permissions,
      status.userID.rawValue == owner?.user.rawValue ?? geteuid(),
      owner == nil || status.groupID == owner?.group
    else { return false }
    return try self.content(of: file, limit: status.size) == content
  }

  private func write(
    _ content: [UInt8], _ permissions: FilePermissions, _ owner: FileOwner?, to name: FilePath,
    in directory: borrowing OpenFile, synced: Bool
  ) throws(FileError) {
    let file = try OpenFile(name, in: directory, O_WRONLY | O_CREAT | O_EXCL, mode: 0o600)
    var written = 0
    while written < content.count {
      written += try attempt("write", path) {
        content.withUnsafeBytes { bytes in
          Glibc.write(
            file.descriptor.rawValue,
            UnsafeRawBufferPointer(rebasing: bytes[written...]).baseAddress,
            content.count - written)
        }
      }
    }
    try file.set(permissions, owner)
    if synced { try file.sync(as: path) }
  }

  private func content(
    of file: borrowing OpenFile, limit: Int64
  ) throws(FileError) -> [UInt8] {
    let status = try file.status()
    guard status.type == .regular else { throw FileError("read", path, .notRegular) }
    guard status.size <= limit else {
      throw FileError("read", path, .tooLarge(size: status.size, limit: limit))
    }
    // One more than there should be: a file of /proc says 0, and one that grows is seen.
    let capacity = Int(min(limit, max(status.size, 64 << 10))) + 1
    var content: [UInt8] = []
    while true {
      let chunk = try [UInt8](reading: capacity, from: file)
      if chunk.isEmpty { return content }
      content += chunk
      if content.count > limit {
        throw FileError("read", path, .tooLarge(size: Int64(content.count), limit: limit))
      }
    }
  }
}

extension [UInt8] {
  /// What one call of `read` returns; empty at the end of the file.
  fileprivate init(reading capacity: Int, from file: borrowing OpenFile) throws(FileError) {
    let descriptor = file.descriptor.rawValue
    var count = 0
    var number: Int32 = 0
    self.init(unsafeUninitializedCapacity: capacity) { buffer, initialized in
      repeat {
        count = Glibc.read(descriptor, buffer.baseAddress, buffer.count)
        number = errno
      } while count < 0 && number == EINTR
      initialized = Swift.max(count, 0)
    }
    if count < 0 { throw FileError("read", file.path, .system(Errno(rawValue: number))) }
  }
}
