public import Planning

/// How a plan was carried out.
public struct ExecutionResult: Sendable {
  /// How each step ended, in the order of the plan.
  public var outcomes: [(step: PlanStep, outcome: StepOutcome)]

  /// Whether every step succeeded.
  public var succeeded: Bool {
    outcomes.allSatisfy { $0.outcome.isSuccess || $0.outcome == .notNeeded }
  }
  /// Whether any step succeeded.
  public var changed: Bool { outcomes.contains { $0.outcome.isSuccess } }
  /// The steps that failed, with why.
  public var failures: [(step: PlanStep, error: OperationError)] {
    outcomes.compactMap { step, outcome in
      guard case .failed(let error) = outcome else { return nil }
      return (step, error)
    }
  }
}

extension StepOutcome {
  /// Whether the step was done.
  public var isSuccess: Bool { self == .succeeded }
}
