/// What was found out about the clock.
public struct ClockAccount: Hashable, Sendable {
  /// What it shows, in seconds since 1970.
  public var now: Int64
  /// When the newest of some files was written that are older than now, if the clock is right.
  public var bound: Int64
  /// Which file that is.
  public var boundFile: String

  /// Compares `now` with `bound`, both in seconds since 1970.
  public init(now: Int64, bound: Int64, boundFile: String) {
    self.now = now
    self.bound = bound
    self.boundFile = boundFile
  }
}
