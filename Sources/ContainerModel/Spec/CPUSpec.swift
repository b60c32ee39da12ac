/// Limits on processor time.
public struct CPUSpec: Codable, Hashable, Sendable {
  /// At most so many cores.
  public var limit: CoreCount?
  /// Share against others, 1–10000; 100 is normal.
  public var weight: Int64?
  /// Only on these processors.
  public var set: CPUSet?

  /// Makes one without limits.
  public init() {}
}
