public import Planning

/// Something that a run writes down. The journal adds time and run.
public enum JournalEvent: Codable, Hashable, Sendable {
  /// What the run is going to do.
  case planned(Plan)
  /// A step begins.
  case stepStarted(PlanStep)
  /// A step waits; `note` says for what.
  case stepProgressed(PlanStep, note: String)
  /// A step ended, after `milliseconds`; `note` says for people what it did.
  case stepFinished(PlanStep, milliseconds: Int64, outcome: StepOutcome, note: String?)
  /// The run ended.
  case finished(milliseconds: Int64, failures: Int, changed: Bool)
}
