/// What a worker unpacked; all of it has reached the disk.
public struct UnpackReply: Codable, Hashable, Sendable {
  /// Bytes of the archive.
  public var archiveBytes: Int64
  /// Bytes of all files together, holes included, hard links once.
  public var unpackedBytes: Int64
  /// Entries of the archive.
  public var entries: Int64
  /// The most memory that the worker had resident, in bytes.
  public var peakMemory: Int64

  package init(archiveBytes: Int64, unpackedBytes: Int64, entries: Int64, peakMemory: Int64) {
    self.archiveBytes = archiveBytes
    self.unpackedBytes = unpackedBytes
    self.entries = entries
    self.peakMemory = peakMemory
  }
}
