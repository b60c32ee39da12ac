public import ContainerModel

/// How much of the past is kept.
public struct JournalLimits: Hashable, Sendable {
  /// At most so many runs.
  public var runs: Int
  /// At most so many bytes in all; the newest run is kept whatever its size.
  public var size: ByteCount

  /// Makes limits; by default 50 runs and 4 MiB.
  public init(runs: Int = 50, size: ByteCount = ByteCount(bytes: 4 << 20)) {
    self.runs = runs
    self.size = size
  }
}
