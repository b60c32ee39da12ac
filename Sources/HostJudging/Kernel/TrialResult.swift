/// What became of a trial.
public enum TrialResult: Codable, Hashable, Sendable {
  /// The kernel does it.
  case works
  /// It does not, for this reason.
  case failed(reason: String)
  /// It was not tried, for this reason: what the kernel was built with has to do.
  case notTried(reason: String)
}
