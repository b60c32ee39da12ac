/// How a step ended.
public enum StepOutcome: Codable, Hashable, Sendable {
  /// Done.
  case succeeded
  /// Not done.
  case failed(OperationError)
  /// Not begun, because this step before it did not succeed.
  case skipped(because: String)
  /// Not begun, because what it would have put right went well.
  case notNeeded
}
