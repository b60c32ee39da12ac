public import ContainerModel

/// Compares what should be with what is.
///
/// Pure: the same input gives the same plan, in the same order. `basis` is the digest of the two states, which the
/// executor compares with the machine before it begins.
public func makePlan(desired: DesiredState, observed: ObservedState, basis: String) -> Plan {
  let names = concernedNames(desired, observed)
  return makePlan(
    of: Judgement(of: names[...], desired: desired, observed: observed), desired: desired,
    observed: observed, basis: basis)
}

/// Makes a plan of what was judged of every one of ``concernedNames(_:_:)``, in their order.
public func makePlan(
  of judgement: Judgement, desired: DesiredState, observed: ObservedState, basis: String
) -> Plan {
  let judged = rememberingFailures(
    judgement.transitions, desired: desired, observed: observed)
  var transitions = awaitingDependencies(keepingHolds(judged, in: observed))
  var refusals: [Refusal] = []
  if observed.bounds.isHealing {
    transitions = transitions.map { transition in
      var transition = transition
      if let refusal = refusalsOf(transition, in: observed).first {
        transition.block(refusal.message)
      }
      return transition
    }
  } else {
    // By what the commit asks for, also where that waits: a guard must not be passed by in the meantime.
    refusals = refusalsOf(desired, observed: observed, transitions: judged)
  }
  transitions = followingAddresses(transitions, in: observed)
  return Plan(
    revision: desired.revision, basis: basis, resources: transitions.map(\.resource),
    steps: refusals.isEmpty ? orderedSteps(transitions, observed: observed) : [],
    refusals: refusals)
}
