public import ContainerModel

/// How much of the past is kept.
public struct HistorySettings: Hashable, Sendable {
  /// At most so many runs.
  public var runs: Int64 = 50
  /// At most so many bytes in all.
  public var maxSize = ByteCount(bytes: 4 << 20)

  /// Makes settings with every default.
  public init() {}
}
