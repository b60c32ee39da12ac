public import ContainerModel

/// What a run is going to do: a value that holds all that a reader or the executor needs.
public struct Plan: Codable, Hashable, Sendable {
  /// `MAJOR.MINOR` of the JSON form; minor versions only add keys.
  public var formatVersion = "1.0"
  /// The commit that is planned for; nil where specs did not come from git.
  public var revision: Revision?
  /// Digest of all that the planner read.
  public var basis: String
  /// Every resource of the repository and of the inventory, by name.
  public var resources: [PlannedResource]
  /// What to do, each step after those that it waits for.
  public var steps: [PlanStep]
  /// How many resources become what.
  public var summary: PlanSummary
  /// Why nothing of this commit may be applied; empty where it may. A refused plan is never carried out.
  public var refusals: [Refusal]

  /// Makes a plan; the summary follows from the resources.
  public init(
    revision: Revision?, basis: String, resources: [PlannedResource], steps: [PlanStep],
    refusals: [Refusal]
  ) {
    self.revision = revision
    self.basis = basis
    self.resources = resources
    self.steps = steps
    self.refusals = refusals
    summary = PlanSummary(resources)
  }

  /// Whether there is nothing to do.
  public var isEmpty: Bool { steps.isEmpty }
  /// Whether something is not as it should be, done about or not.
  public var hasPendingChanges: Bool { resources.contains { $0.change != .unchanged } }
  /// Whether some change waits for a better time.
  public var isWaiting: Bool { resources.contains { $0.waits != nil } }
  /// Whether some change is not going to be made.
  public var isBlocked: Bool {
    resources.contains { $0.blocked != nil || $0.heldBack != nil }
  }
}
