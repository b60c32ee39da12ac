import ContainerModel
import Planning

extension Reconciler {
  /// Looks at the machine again: since the plan was made, people were shown it, and time went by.
  ///
  /// One container that is never at rest must not keep all others from what they need. So the basis is that of the plan but for what
  /// happened to single containers, and those that another plan would be made for by now are named: they are left alone.
  /// - Throws: also where nothing is left of the plan.
  func secondLook(_ assessment: Assessment) async throws(OperationError)
    -> (basis: String, moved: Set<String>)
  {
    let proposal = assessment.effective
    let observer = Observer(services: services, host: host)
    var observed = try await observer.state(
      try await observer.look(), for: assessment.proposal?.desired,
      bounds: proposal.observed.bounds)
    let found = try basis(of: proposal.desired, observed)
    guard found != proposal.plan.basis else { return (found, []) }
    let fresh = makePlan(desired: proposal.desired, observed: observed, basis: found)
    let parts = fresh.parts
    let moved = proposal.plan.parts.filter { parts[$0.key] != $0.value }
    observed.containers = proposal.observed.containers
    let acting = Set(
      proposal.plan.steps.map(\.resource).filter { $0.kind == .container }.map(\.name))
    guard fresh.refusals.isEmpty, !acting.isSubset(of: moved.keys) else { return (found, []) }
    return (try basis(of: proposal.desired, observed), Set(moved.keys))
  }
}

extension Plan {
  /// What it says of each container.
  fileprivate struct Part: Equatable {
    var resource: PlannedResource
    var steps: [PlanStep] = []
  }

  fileprivate var parts: [String: Part] {
    var parts: [String: Part] = [:]
    for resource in resources where resource.kind == .container {
      parts[resource.name] = Part(resource: resource)
    }
    for step in steps where step.resource.kind == .container {
      parts[step.resource.name]?.steps.append(step)
    }
    return parts
  }
}
