/// How often the init of a container ended by itself and was begun anew.
public struct RestartCount: Codable, Hashable, Sendable {
  /// Since the container was last started for another reason.
  public var total: Int64 = 0
  /// The same, since it last ran for ``calm`` on end.
  public var inRow: Int64 = 0

  /// After so many seconds of running what was before is forgotten.
  public static let calm: Int64 = 600
  /// The longest pause, in seconds.
  public static let longestPause: Int64 = 300

  /// None.
  public init() {}

  /// How many seconds have to lie between the last start and the next: none after the first end, then 1, 2, 4, … up to
  /// ``longestPause``.
  public var pause: Int64 {
    inRow == 0 ? 0 : min(Self.longestPause, 1 << min(inRow - 1, 20))
  }

  /// One more, of an init that lived for `seconds`.
  public func next(after seconds: Int64) -> RestartCount {
    var next = self
    next.total += 1
    next.inRow = seconds >= Self.calm ? 1 : inRow + 1
    return next
  }
}
