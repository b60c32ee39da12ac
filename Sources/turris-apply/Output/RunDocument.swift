import ContainerModel
import Planning
import Reconciling
import SpecLoading

/// What `--output json` prints of a plan or a run: the plan's keys, and what became of it.
struct RunDocument: Encodable {
  private let plan: Plan
  private let revision: Revision?
  private let refusals: [Refusal]
  private let stale: Bool
  private let error: String?
  private let diagnostics: [Diagnostic]
  private let run: String?
  private let outcomes: [Outcome]?

  /// How one step ended.
  private struct Outcome: Encodable {
    let step: String
    let outcome: String
    let error: String?
    let details: [String]?
  }

  private struct StaleRevision: Encodable {
    let revision: Revision
    let stale: Bool

    private enum CodingKeys: String, CodingKey { case stale }

    func encode(to encoder: any Encoder) throws {
      try revision.encode(to: encoder)
      var container = encoder.container(keyedBy: CodingKeys.self)
      try container.encode(stale, forKey: .stale)
    }
  }

  private enum CodingKeys: String, CodingKey {
    case revision, refusals, error, diagnostics, run, outcomes
  }

  init(_ assessment: Assessment, plan: Plan, run: String? = nil, result: ExecutionResult? = nil) {
    self.plan = plan
    // Of a commit that is refused, although what is carried out is the plan to mend what was applied before.
    revision = assessment.revision ?? plan.revision
    refusals = assessment.proposal?.plan.refusals ?? plan.refusals
    stale = assessment.stale != nil
    error = assessment.sourceError?.description
    diagnostics = assessment.diagnostics
    self.run = run
    outcomes = result?.outcomes.compactMap { step, outcome in
      switch outcome {
      case .succeeded: Outcome(step: step.id, outcome: "succeeded", error: nil, details: nil)
      case .failed(let error):
        Outcome(
          step: step.id, outcome: "failed", error: error.description, details: error.details)
      case .notNeeded: nil
      case .skipped(let cause):
        Outcome(
          step: step.id, outcome: "skipped", error: "\(cause) did not succeed", details: nil)
      }
    }
  }

  func encode(to encoder: any Encoder) throws {
    try plan.encode(to: encoder)
    var container = encoder.container(keyedBy: CodingKeys.self)
    if let revision {
      try container.encode(StaleRevision(revision: revision, stale: stale), forKey: .revision)
    }
    try container.encode(refusals, forKey: .refusals)
    try container.encodeIfPresent(error, forKey: .error)
    if !diagnostics.isEmpty { try container.encode(diagnostics, forKey: .diagnostics) }
    try container.encodeIfPresent(run, forKey: .run)
    try container.encodeIfPresent(outcomes, forKey: .outcomes)
  }
}
