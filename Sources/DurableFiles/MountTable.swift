import Glibc
public import SystemPackage

/// What is mounted in one mount namespace.
public struct MountTable: Sendable {
  /// In the order of the kernel: what was mounted later at the same place comes later.
  public let entries: [MountEntry]

  /// The table of this process.
  public static func ofThisProcess() throws(FileError) -> MountTable {
    try MountTable(readFrom: "/proc/self/mountinfo")
  }

  /// The table of another process, or of it what is mounted at `places`, as that process sees them.
  public static func ofProcess(_ process: Int32, at places: Set<String>? = nil) throws(FileError)
    -> MountTable
  {
    try MountTable(readFrom: FilePath("/proc/\(process)/mountinfo"), at: places)
  }

  /// Where any process, in whatever mount namespace, uses the directory or something below it:
  /// as a mount point, as the source of a bind mount, or as a layer of an overlay.
  ///
  /// - Parameter path: a directory; symbolic links are resolved.
  /// - Returns: one use, or `nil` if there is none, or no such directory.
  /// - Throws: ``FileError``, also when a process can't be looked at: what isn't seen isn't unused.
  public static func firstUse(of path: FilePath) throws(FileError) -> MountUse? {
    guard let path = try resolve(path) else { return nil }
    let own = try ofThisProcess()
    let location = own.location(of: path)
    var seen: Set<FilePath> = []
    for process in try DirectoryListing(of: OpenFile("/proc", O_RDONLY | O_DIRECTORY)) {
      guard let number = Int32(process.name.string) else { continue }
      do throws(FileError) {
        let directory = FilePath("/proc").pushing(process.name)
        if let namespace = namespace(of: directory), !seen.insert(namespace).inserted { continue }
        let table = try MountTable(readFrom: directory.appending("mountinfo"))
        if let entry = table.entries.first(where: { $0.uses(path, at: location) }) {
          return MountUse(process: number, mount: entry)
        }
      } catch {
        if !error.meansProcessHasEnded { throw error }
      }
    }
    return nil
  }

  /// What is mounted at the path or below it; symbolic links are resolved.
  public func mounts(atOrBelow path: FilePath) throws(FileError) -> [MountEntry] {
    guard let path = try Self.resolve(path) else { return [] }
    return entries.filter { $0.mountPoint.starts(with: path) }
  }

  /// The mount that a path lies on; symbolic links are resolved. Nil where there is no such path.
  public func mount(of path: FilePath) throws(FileError) -> MountEntry? {
    try Self.resolve(path).flatMap(nearest)
  }

  init(readFrom path: FilePath, at places: Set<String>? = nil) throws(FileError) {
    let text = try DurableFile(path).read(limit: 16 << 20)
    var entries: [MountEntry] = []
    for line in text.split(separator: UInt8(ascii: "\n")) {
      let line = String(decoding: line, as: UTF8.self)
      if let places, !MountEntry.mayBeMounted(line, at: places) { continue }
      guard let entry = MountEntry(line: line) else {
        throw FileError("read", path, .unreadableMountTable(line: line))
      }
      entries.append(entry)
    }
    self.entries = entries
  }

  /// Where a path lies, independently of where its file system is mounted.
  private func location(of path: FilePath) -> MountLocation? {
    var rest = path
    guard let nearest = nearest(path), rest.removePrefix(nearest.mountPoint) else { return nil }
    return MountLocation(device: nearest.device, path: nearest.root.pushing(rest))
  }

  private func nearest(_ path: FilePath) -> MountEntry? {
    var nearest: MountEntry?
    for entry in entries where path.starts(with: entry.mountPoint) {
      // Of several at the same place the last one is seen.
      if nearest.map({ entry.mountPoint.starts(with: $0.mountPoint) }) ?? true { nearest = entry }
    }
    return nearest
  }

  private static func resolve(_ path: FilePath) throws(FileError) -> FilePath? {
    guard let resolved = path.withPlatformString({ realpath($0, nil) }) else {
      let cause = Errno(rawValue: errno)
      if cause == .noSuchFileOrDirectory { return nil }
      throw FileError("look at", path, .system(cause))
    }
    defer { free(resolved) }
    return FilePath(platformString: resolved)
  }

  /// Names the mount namespace of a process, so that none is read twice; `nil` for a process with
  /// capabilities that this one hasn't, whose mounts may be read nevertheless.
  private static func namespace(of process: FilePath) -> FilePath? {
    var buffer = [CChar](repeating: 0, count: 64)
    let count = process.appending("ns/mnt").withPlatformString {
      readlink($0, &buffer, buffer.count - 1)
    }
    return count > 0 ? FilePath(platformString: buffer) : nil
  }
}
