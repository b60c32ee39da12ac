public import ContainerModel

/// Compares what should be with what is.
///
/// Pure: the same input gives the same plan, in the same order. `basis` is the digest of the two states, which the
/// executor compares with the machine before it begins.
public func makePlan(desired: DesiredState, observed: ObservedState, basis: String) -> Plan {
  let names = Set(desired.containers.keys).union(observed.inventory.keys).sorted()
  let transitions = names.map {
    ContainerTransition(
      name: $0, desired: desired.containers[$0], entry: observed.inventory[$0],
      observed: observed.containers[$0.description], state: observed)
  }
  let refusals = refusalsOf(desired: desired, observed: observed, transitions: transitions)
  return Plan(
    revision: desired.revision, basis: basis, resources: transitions.map(\.resource),
    steps: refusals.isEmpty ? orderedSteps(transitions, observed: observed) : [],
    refusals: refusals)
}
