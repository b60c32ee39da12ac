public import ContainerModel

/// How long and how much the attic keeps.
public struct AtticLimits: Hashable, Sendable {
  /// How long at least.
  public var retention: TimeSpan
  /// How much at most.
  public var maxSize: ByteCount

  /// Makes limits; by default a week and 1 GiB.
  public init(
    retention: TimeSpan = TimeSpan(seconds: 168 * 3600),
    maxSize: ByteCount = ByteCount(bytes: 1 << 30)
  ) {
    self.retention = retention
    self.maxSize = maxSize
  }
}
