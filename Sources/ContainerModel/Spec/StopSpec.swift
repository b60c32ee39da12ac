/// How a container is asked to stop.
public struct StopSpec: Codable, Hashable, Sendable {
  /// What its init is sent.
  public var signal: StopSignal = .halt
  /// How long it has until it is killed.
  public var timeout = TimeSpan(seconds: 30)

  /// Makes the default: `SIGPWR`, 30 s.
  public init() {}
}
