/// What an archive may ask of the machine; more is refused.
public struct UnpackLimits: Codable, Hashable, Sendable {
  /// Entries.
  public var entries: Int64 = 1_000_000
  /// Bytes of all files together, holes included, and also bytes of the tar stream.
  public var unpackedBytes: Int64 = 16 << 30
  /// Bytes of the tar stream for each byte of the archive, once there are more than ``ratioFloor``.
  ///
  /// gzip can't exceed 1032; real root file systems stay below 20.
  public var ratio: Int64 = 100
  /// Bytes of the tar stream that are allowed whatever the ratio: small archives hold long runs of zeros.
  public var ratioFloor: Int64 = 2 << 30
  /// Bytes of a path below the root.
  public var pathBytes: Int64 = 4000
  /// Bytes of one name: the bound of Linux's file systems.
  public var nameBytes: Int64 = 255
  /// Directories above an entry.
  public var depth: Int64 = 128
  /// Bytes of memory that the worker may allocate. The dictionary of `xz -9` takes 65 MiB, that of
  /// `zstd --ultra -22` 128 MiB; what is left to spare is for the names of directories.
  public var memory: Int64 = 256 << 20

  /// The limits above.
  public init() {}
}
