public import Planning
public import Reconciling

/// One line of a journal.
public struct JournalRecord: Codable, Hashable, Sendable {
  /// What a line tells.
  public enum Event: String, Codable, Hashable, Sendable {
    /// The run has a plan.
    case planned
    /// A step begins.
    case stepStarted
    /// A step waits for something.
    case stepProgressed
    /// A step ended, or was not begun.
    case stepFinished
    /// The run ended.
    case finished
  }

  /// When, RFC 3339 in UTC.
  public var time: String
  /// How much it matters: `info` or `error`.
  public var level: String
  /// The run's id.
  public var run: String
  /// What happened.
  public var event: Event
  /// What the step is about.
  public var resource: ResourceReference?
  /// The step's id.
  public var step: String?
  /// How long the step or the run took.
  public var milliseconds: Int64?
  /// How the step ended: `succeeded`, `failed`, `skipped` or `notNeeded`.
  public var outcome: String?
  /// What the step did, for people.
  public var note: String?
  /// Why the step failed or was skipped.
  public var error: String?
  /// What others say of the failure: liblxc's log, the console's end.
  public var details: [String]?
  /// The plan of a `planned` line.
  public var plan: Plan?
  /// How many steps of a `finished` run failed.
  public var failures: Int?
  /// Whether a `finished` run changed anything.
  public var changed: Bool?

  /// Writes `event` of the run `run` at `time` as a line.
  public init(_ event: JournalEvent, run: String, time: String) {
    self.run = run
    self.time = time
    level = "info"
    switch event {
    case .planned(let plan):
      self.event = .planned
      self.plan = plan
    case .stepStarted(let step):
      self.event = .stepStarted
      resource = step.resource
      self.step = step.id
    case .stepProgressed(let step, let note):
      self.event = .stepProgressed
      resource = step.resource
      self.step = step.id
      self.note = note
    case .stepFinished(let step, let milliseconds, let outcome, let note):
      self.event = .stepFinished
      resource = step.resource
      self.step = step.id
      self.milliseconds = milliseconds
      self.note = note
      end(outcome)
    case .finished(let milliseconds, let failures, let changed):
      self.event = .finished
      self.milliseconds = milliseconds
      self.failures = failures
      self.changed = changed
      if failures > 0 { level = "error" }
    }
  }

  private mutating func end(_ outcome: StepOutcome) {
    switch outcome {
    case .succeeded:
      self.outcome = "succeeded"
    case .failed(let failure):
      self.outcome = "failed"
      level = "error"
      error = failure.description
      details = failure.details.isEmpty ? nil : failure.details
    case .skipped(let cause):
      self.outcome = "skipped"
      error = "\(cause) did not succeed"
    case .notNeeded:
      self.outcome = "notNeeded"
    }
  }
}
