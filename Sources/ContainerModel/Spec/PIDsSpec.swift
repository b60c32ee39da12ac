/// Limit on tasks.
public struct PIDsSpec: Codable, Hashable, Sendable {
  /// At most so many tasks.
  public var limit: Int64?

  /// Makes one without a limit.
  public init() {}
}
