import ContainerModel
import Planning

/// How the last run ended: what the agent and a status want to know of it. Kept in the run directory, which costs no storage.
public struct AttemptRecord: Codable, Hashable, Sendable {
  /// Version of this format.
  public var formatVersion = "1.0"
  /// When it ended (RFC 3339, UTC).
  public var ended: String
  /// The commit that it went by; nil where none could be read.
  public var commit: String?
  /// Why the server gave no answer; nil where it did, or was not asked.
  public var sourceProblem: String?
  /// Why it ended early, or refused the commit; nil where it did neither.
  public var error: String?
  /// How many steps failed.
  public var failures = 0
  /// How many seconds were left then until something that waits may be done; nil: nothing waits, or nobody knows for how long.
  public var left: Int64?

  /// Makes the record of a run that ended early.
  public init(ended: String, error: String) {
    self.ended = ended
    self.error = error
  }

  /// Makes the record of a run that came to its end.
  ///
  /// - Parameter holdsLeft: how many seconds are left until something that is held may go on; nil: that is not known.
  public init(
    ended: String, _ assessment: Assessment, _ result: ExecutionResult, holdsLeft: Int64?
  ) {
    self.ended = ended
    if assessment.effective.plan.isWaiting {
      left = [assessment.pause, holdsLeft].compactMap(\.self).min()
    }
    commit = assessment.revision?.commit
    let sourceError = assessment.sourceError
    sourceProblem =
      assessment.stale ?? (sourceError?.isPassing == true ? sourceError?.description : nil)
    error = assessment.refused?.reason ?? sourceError?.description
    failures = result.failures.count
  }
}
