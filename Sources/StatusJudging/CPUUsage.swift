/// How much of the processors a container takes.
public struct CPUUsage: Codable, Hashable, Sendable {
  /// Cores, on average over the time that was looked at: 0.5 is half of one; nil where that was too short.
  public var used: Double?
  /// What it may take, in cores, as its control group says; nil: all there are.
  public var limit: Double?
  /// Seconds of processor time since its init began.
  public var seconds: Double

  /// Makes one.
  public init(used: Double?, limit: Double? = nil, seconds: Double) {
    self.used = used
    self.limit = limit
    self.seconds = seconds
  }
}
