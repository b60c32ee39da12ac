/// How it is found out whether a running container does its work.
public struct HealthSpec: Codable, Hashable, Sendable {
  /// What is tried.
  public var probe: Probe
  /// The pause from the end of one try to the next.
  public var interval = TimeSpan(seconds: 5)
  /// How long one try may take.
  public var timeout = TimeSpan(seconds: 5)
  /// How many failures in a row mean that it is not healthy, 1–100.
  public var retries: Int64 = 5
  /// For how long after the start failures do not count.
  public var startPeriod = TimeSpan(seconds: 0)

  /// Makes one with the default times: every 5 s, for at most 5 s, five failures in a row.
  public init(probe: Probe) {
    self.probe = probe
  }
}

extension HealthSpec {
  /// One question, asked inside the container.
  public enum Probe: Codable, Hashable, Sendable {
    /// A program and its arguments, run as root: healthy where it ends with status 0.
    case exec(command: [String])
    /// A port of 127.0.0.1 that takes a connection.
    case tcp(port: UInt16)
    /// A port of 127.0.0.1 that answers a GET of `path`, which begins with `/`, with a status of 200 to 299.
    case http(port: UInt16, path: String)
  }

  /// What `interval` and `timeout` may be.
  public static let times = TimeSpan(seconds: 1)...TimeSpan(seconds: 3600)
  /// What `startPeriod` may be.
  public static let startPeriods = TimeSpan(seconds: 0)...TimeSpan(seconds: 3600)
  /// What `retries` may be.
  public static let retryCounts: ClosedRange<Int64> = 1...100
}
