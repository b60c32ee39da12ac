/// What was found out about the storage that a directory is on, or will be.
public struct StorageAccount: Hashable, Sendable {
  /// The directory.
  public var path: String
  /// The directory that is there: itself, or the nearest one above it.
  public var existing: String
  /// `ext4`, `overlay`…
  public var type: String
  /// What is mounted: `/dev/sda1`, `ubi0_1`, `tmpfs`.
  public var source: String
  /// The disk that the kernel says it is on, without a partition: `sda`, `mmcblk0`; nil where it is on none.
  public var disk: String?
  /// Of an overlay, what its upper is on.
  public var upperType: String?
  /// Whether it is gone after a reboot.
  public var isVolatile = false
  /// Whether nothing can be written.
  public var isReadOnly = false
  /// Bytes that are free.
  public var free: Int64 = 0
  /// Files that can still be made; nil where the file system has no fixed number.
  public var freeFiles: Int64?

  /// Knows where it is.
  public init(path: String, existing: String, type: String, source: String) {
    self.path = path
    self.existing = existing
    self.type = type
    self.source = source
  }

  /// The flash memory that it is on, in the words of the kernel; nil where it is on none that wears out soon.
  var flash: String? {
    let types = ["ubifs", "jffs2", "yaffs2"]
    if let type = [upperType, type].compactMap(\.self).first(where: types.contains) { return type }
    let names = [disk, source.split(separator: "/").last.map(String.init)].compactMap(\.self)
    return names.first { name in ["mtd", "ubi", "mmcblk"].contains { name.hasPrefix($0) } }
  }
}
