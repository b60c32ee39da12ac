import ContainerModel

/// Keeps back what would be tried although one that it depends on does not run and is not going to: that has to be healthy first.
/// What ran before and is only started again does without, as does what goes back.
func awaitingDependencies(_ transitions: [ContainerTransition]) -> [ContainerTransition] {
  var missing = Set(transitions.filter(\.isMissing).map(\.name))
  guard !missing.isEmpty else { return transitions }
  var transitions = transitions
  // One that is kept back may be missing to the next.
  var isSettled = false
  while !isSettled {
    isSettled = true
    for index in transitions.indices where transitions[index].isTried {
      let dependencies = transitions[index].desired?.spec.dependsOn ?? []
      guard let dependency = dependencies.first(where: missing.contains) else { continue }
      transitions[index].block("depends on '\(dependency)', which does not run")
      if transitions[index].isMissing { missing.insert(transitions[index].name) }
      isSettled = false
    }
  }
  return transitions
}

extension ContainerTransition {
  /// Whether it should run, does not, and is not going to.
  fileprivate var isMissing: Bool {
    if isWithdrawn { return true }
    return (resource.blocked != nil || isWaiting) && desired?.spec.state == .running
      && observed.run == .stopped
  }

  /// Whether a spec is going to start that the container did not have before.
  fileprivate var isTried: Bool {
    guard starts, resource.heldBack == nil else { return false }
    return resource.change == .create || resource.cause == .spec
  }
}
