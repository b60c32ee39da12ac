public import ContainerModel

/// What becomes of data that is no longer used.
public struct AtticSettings: Hashable, Sendable {
  /// How long it is kept.
  public var retention = TimeSpan(seconds: 168 * 3600)
  /// How much of it may be kept at most.
  public var maxSize = ByteCount(bytes: 1 << 30)
}
