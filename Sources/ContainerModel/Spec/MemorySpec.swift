/// Memory limits (kernel documentation, `cgroup-v2`, Memory).
public struct MemorySpec: Codable, Hashable, Sendable {
  /// Hard bound.
  public var limit: ByteCount?
  /// Above this the container is throttled and reclaimed from; needs cgroup v2.
  public var high: ByteCount?
  /// Bound on swap alone, not on memory and swap together.
  public var swap: ByteCount?

  /// Makes one without limits.
  public init() {}
}
