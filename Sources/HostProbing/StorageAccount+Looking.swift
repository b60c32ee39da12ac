internal import DurableFiles
internal import FoundationEssentials
internal import Glibc
public import HostJudging
internal import SystemPackage

extension StorageAccount {
  /// Looks at the storage that `path`, which may not be there yet, is on or will be. Changes nothing.
  ///
  /// - Throws: ``HostProbingError``
  public init(lookingAt path: String) throws(HostProbingError) {
    let existing = Self.existing(path)
    do throws(FileError) {
      let table = try MountTable.ofThisProcess()
      guard let mount = try table.mount(of: FilePath(existing)) else {
        throw FileError("find the mount of", FilePath(existing), .system(.noSuchFileOrDirectory))
      }
      self.init(path: path, existing: existing, type: mount.type, source: mount.source)
      isVolatile = try DurableDirectory(FilePath(existing)).isVolatile()
      disk = Self.disk(device: mount.device, source: mount.source)
      if let upper = mount.layers.first(where: { $0.string.hasSuffix("/upper") }) {
        upperType = try table.mount(of: upper)?.type
      }
    } catch {
      throw HostProbingError("\(error)")
    }
    try measure()
  }

  private mutating func measure() throws(HostProbingError) {
    var status = statvfs()
    guard statvfs(existing, &status) == 0 else {
      throw HostProbingError(
        "failed to look at '\(existing)': \(String(cString: strerror(errno)).lowercased())")
    }
    free = Int64(status.f_bavail) * Int64(status.f_frsize)
    // btrfs and others count none.
    freeFiles = status.f_files == 0 ? nil : Int64(status.f_favail)
    isReadOnly = status.f_flag & UInt(ST_RDONLY) != 0
  }

  /// The nearest directory that is there: `path`, or one above it.
  private static func existing(_ path: String) -> String {
    var path = FilePath(path)
    while path.lastComponent != nil, (try? Stat(path))?.type != .directory {
      path = path.removingLastComponent()
    }
    return path.string
  }

  /// The disk of a block device, by where sysfs has it: `../../devices/…/block/mmcblk0/mmcblk0p1`. A file system over several disks
  /// has a number that is no device's; there what is mounted tells.
  private static func disk(device: String, source: String) -> String? {
    let links = ["/sys/dev/block/\(device)", named(source).map { "/sys/class/block/\($0)" }]
    for link in links.compactMap(\.self) {
      guard let target = try? FileManager.default.destinationOfSymbolicLink(atPath: link) else {
        continue
      }
      let parts = target.split(separator: "/")
      guard let block = parts.lastIndex(of: "block"), block + 1 < parts.count else { continue }
      return String(parts[block + 1])
    }
    return nil
  }

  private static func named(_ source: String) -> String? {
    source.hasPrefix("/dev/") ? source.split(separator: "/").last.map(String.init) : nil
  }
}
