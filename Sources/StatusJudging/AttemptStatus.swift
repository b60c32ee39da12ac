/// How the last run ended that meant to change the machine.
public struct AttemptStatus: Codable, Hashable, Sendable {
  /// When (RFC 3339, UTC).
  public var ended: String
  /// The commit that it went by, 40 hexadecimal digits; nil where none could be read.
  public var commit: String?
  /// Why the server gave no answer; nil where it did, or was not asked.
  public var sourceProblem: String?
  /// Why it ended early, or refused the commit; nil where it did neither.
  public var error: String?
  /// How many steps failed.
  public var failures: Int64

  /// Makes one.
  public init(
    ended: String, commit: String? = nil, sourceProblem: String? = nil, error: String? = nil,
    failures: Int64 = 0
  ) {
    self.ended = ended
    self.commit = commit
    self.sourceProblem = sourceProblem
    self.error = error
    self.failures = failures
  }
}
