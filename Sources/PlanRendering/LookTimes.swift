/// How far away the looks at the commit are that a status speaks of. Whoever has a clock works it out.
public struct LookTimes: Hashable, Sendable {
  /// How many seconds ago the last run ended; nil where none is known.
  public var since: Int64?
  /// In how many seconds the agent looks next; nil where that is not known, 0 or less where it is just looking.
  public var until: Int64?

  /// Makes times.
  public init(since: Int64? = nil, until: Int64? = nil) {
    self.since = since
    self.until = until
  }
}
