/// What is counted over runs since the machine came up.
public struct AttemptCounters: Codable, Hashable, Sendable {
  /// Runs that meant to change the machine and held its lock.
  public var applies: Int64 = 0
  /// Those of them that failed, or of whose commit something was not carried out.
  public var errors: Int64 = 0
  /// Whether the last time that the server was asked it gave no answer, or no commit that could be read.
  public var lastFetchFailed = false
  /// Whether the last of these runs failed.
  public var lastApplyFailed = false
  /// How long the last of them took.
  public var lastMilliseconds: Int64 = 0

  /// Makes counters of a machine that has just come up.
  public init() {}

  /// Counts a run.
  ///
  /// - Parameters:
  ///   - failed: whether it failed.
  ///   - fetchFailed: whether the server gave no answer, or no commit that could be read; nil: it was not asked.
  ///   - milliseconds: how long it took.
  public mutating func count(failed: Bool, fetchFailed: Bool?, milliseconds: Int64) {
    applies += 1
    if failed { errors += 1 }
    lastApplyFailed = failed
    if let fetchFailed { lastFetchFailed = fetchFailed }
    lastMilliseconds = milliseconds
  }
}
