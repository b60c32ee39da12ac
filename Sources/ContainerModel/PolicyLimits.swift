/// Totals over all containers.
public struct PolicyLimits: Codable, Hashable, Sendable {
  /// At most so many containers.
  public var containers: Int64 = 64
  /// At most so much memory by the sum of limits; nil: no bound.
  public var memory: ByteCount?
  /// At most so many cores by the sum of limits; nil: no bound.
  public var cpu: CoreCount?

  /// Makes the default.
  public init() {}
}
