/// How long liblxc may take.
public struct LXCTiming: Hashable, Sendable {
  /// Seconds that one container has for an answer.
  public var answer: UInt32
  /// For a start, up to the moment when init runs.
  public var start: Duration
  /// For everything else.
  public var other: Duration

  /// Makes a timing; by default one for a slow router under load.
  public init(answer: UInt32 = 5, start: Duration = .seconds(60), other: Duration = .seconds(30)) {
    self.answer = answer
    self.start = start
    self.other = other
  }
}
