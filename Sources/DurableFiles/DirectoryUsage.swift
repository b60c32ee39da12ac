import Glibc
import SystemPackage

extension DurableDirectory {
  /// How many bytes of storage the directory takes with all that is in it (`st_blocks` of stat(2)); 0 where there is none.
  ///
  /// A file of several names counts once. Symbolic links are not followed, and what is mounted below is left out, as is what
  /// lies deeper than 200 directories: whoever fills a volume must not run this process out of descriptors.
  public func usage() throws(FileError) -> Int64 {
    guard
      let top = try presentOrNil({ () throws(FileError) in
        try OpenFile(path, O_RDONLY | O_DIRECTORY | O_NOFOLLOW)
      })
    else { return 0 }
    var usage = DirectoryUsage()
    try usage.add(top, depth: 0)
    return usage.bytes
  }
}

/// Adds up what files take.
private struct DirectoryUsage {
  private static let deepest = 200
  /// Of a block of stat(2), whatever the file system's own are.
  private static let block: Int64 = 512

  private(set) var bytes: Int64 = 0
  /// Inodes of files that have several names.
  private var seen: Set<UInt64> = []

  mutating func add(_ directory: borrowing OpenFile, depth: Int) throws(FileError) {
    bytes += Int64(try directory.status().rawValue.st_blocks) * Self.block
    guard depth < Self.deepest else { return }
    for entry in try DirectoryListing(of: directory) {
      let status = try directory.status(of: entry.name)
      guard status.type == .directory else {
        add(status)
        continue
      }
      do throws(FileError) {
        try add(directory.descend(to: entry.name), depth: depth + 1)
      } catch {
        guard case .mounted = error.cause else { throw error }
      }
    }
  }

  private mutating func add(_ status: Stat) {
    let raw = status.rawValue
    guard raw.st_nlink < 2 || seen.insert(UInt64(raw.st_ino)).inserted else { return }
    bytes += Int64(raw.st_blocks) * Self.block
  }
}
