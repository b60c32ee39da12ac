public import ContainerModel
public import Planning

/// Judges how each container is, from a plan and what it was made from.
///
/// Pure, like the planner: what a container shows when it is asked comes in as a value. Sync is the planner's own judgement, so
/// that a status never says anything else than a dry run.
public struct StatusJudge: Sendable {
  private let plan: Plan
  private let judgements: [ContainerJudgement]
  private let bridges: Set<String>

  /// Judges what `plan` says of the way from `observed` to `desired`.
  public init(plan: Plan, desired: DesiredState, observed: ObservedState) {
    self.plan = plan
    bridges = observed.host.bridges
    judgements = plan.resources.compactMap { resource in
      guard resource.kind == .container, let name = ContainerName(resource.name) else { return nil }
      return ContainerJudgement(
        name: name, resource: resource, spec: desired.containers[name]?.spec, observed: observed,
        refusal: plan.refusals.first { $0.container == name }?.message)
    }
  }

  /// Those of ours whose init lives: they may have addresses.
  public var living: [ContainerName: InventoryEntry] {
    var living: [ContainerName: InventoryEntry] = [:]
    for judgement in judgements where judgement.run.isAlive {
      living[judgement.name] = judgement.entry
    }
    return living
  }

  /// Those whose probe says whether they are healthy, with the spec that they were made with.
  public var probed: [ContainerName: InventoryEntry] {
    var probed: [ContainerName: InventoryEntry] = [:]
    for judgement in judgements where judgement.needsProbe {
      probed[judgement.name] = judgement.entry
    }
    return probed
  }

  /// The status of the machine.
  ///
  /// - Parameters:
  ///   - vitals: what those of `living` showed, and how often containers were started again; one that is missing has no addresses and did
  ///     not fail.
  ///   - problems: why the plan is not one for the commit that was attempted last.
  public func status(
    revision: RevisionStatus, problems: [String], vitals: [ContainerName: Vitals]
  ) -> MachineStatus {
    var status = MachineStatus(
      revision: revision,
      problems: problems + plan.refusals.filter { $0.container == nil }.map(\.message),
      containers: judgements.map { $0.status(vitals[$0.name] ?? Vitals()) })
    status.networks = Set(judgements.flatMap(\.bridges)).sorted().map { bridge in
      NetworkStatus(
        name: bridge, present: bridges.contains(bridge),
        containers: judgements.filter { $0.bridges.contains(bridge) }.map(\.name.description))
    }
    return status
  }
}
