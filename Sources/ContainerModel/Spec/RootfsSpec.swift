/// How a container's root file system is kept.
public struct RootfsSpec: Codable, Hashable, Sendable {
  /// Where changes to the root file system go.
  public enum Mode: String, Codable, Hashable, Sendable, CaseIterable {
    /// An overlay's upper on disk, kept until the image changes.
    case persistent
    /// An overlay's upper on a tmpfs, gone at stop.
    case ephemeral
    /// Nowhere: writing fails.
    case readOnly
  }

  /// Where changes go.
  public var mode: Mode = .persistent
  /// Bound on the upper; nil: none, or 64 MiB where it is a tmpfs.
  public var size: ByteCount?

  /// Makes a root file system; by default persistent and unbounded.
  public init(mode: Mode = .persistent, size: ByteCount? = nil) {
    self.mode = mode
    self.size = size
  }

  /// The bound on the upper that holds: the size, or the default where it is a tmpfs; nil: none.
  public var upperSize: ByteCount? { size ?? (mode == .ephemeral ? Self.defaultTmpfsSize : nil) }

  /// The size of a tmpfs where none is given.
  public static let defaultTmpfsSize = ByteCount(bytes: 64 << 20)
}
