/// How much memory a container takes.
public struct MemoryUsage: Codable, Hashable, Sendable {
  /// Bytes, with what the kernel caches for it and gives up when memory is short.
  public var used: Int64
  /// What it may take, in bytes, as its control group says; nil: all there is.
  public var limit: Int64?

  /// Makes one.
  public init(used: Int64, limit: Int64? = nil) {
    self.used = used
    self.limit = limit
  }
}
