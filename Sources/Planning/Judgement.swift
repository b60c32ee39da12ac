public import ContainerModel

/// What has to become of some containers, each looked at by itself: those of many can be judged side by side.
public struct Judgement: Sendable {
  private(set) var transitions: [ContainerTransition]

  /// Judges the containers of these names.
  public init(of names: ArraySlice<ContainerName>, desired: DesiredState, observed: ObservedState) {
    transitions = names.map {
      ContainerTransition(name: $0, desired: desired.containers[$0], state: observed)
    }
  }

  /// Puts judgements behind one another.
  public init(joining parts: some Sequence<Judgement>) {
    transitions = parts.flatMap(\.transitions)
  }
}

/// Every container that is asked for or known, in order.
public func concernedNames(_ desired: DesiredState, _ observed: ObservedState) -> [ContainerName] {
  Set(desired.containers.keys)
    .union(observed.inventory.keys).union(observed.damaged.keys).sorted()
}
