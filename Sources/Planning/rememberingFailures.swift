import ContainerModel

/// The transition of each container, in the order of `names`: where one failed with its spec before, only back to what it was.
func rememberingFailures(
  _ transitions: [ContainerTransition], desired: DesiredState, observed: ObservedState
) -> [ContainerTransition] {
  guard !observed.failures.isEmpty, !observed.bounds.retry, !observed.bounds.isHealing else {
    return transitions
  }
  var failed: ContainerName?
  let remembered = transitions.map { transition in
    guard let failure = observed.failures[transition.name],
      let spec = transition.desired?.spec, failure.spec == spec,
      failure.dependencies == desired.dependencies(of: transition.name),
      transition.isAttempt, observed.bounds.only?.contains(transition.name) != false
    else { return transition }
    if let commit = failure.commit, commit == desired.revision?.commit { failed = transition.name }
    return transition.heldBack(by: failure, in: observed)
  }
  guard let failed else { return remembered }
  // One that failed tells nothing good of its commit. What is new, live or drift goes on all the same.
  return remembered.map { transition in
    guard transition.isDisruptive, transition.resource.heldBack == nil else { return transition }
    var transition = transition
    transition.block(
      "not tried, since '\(failed)' failed in this commit; push a commit, or run with --retry")
    return transition
  }
}

extension ContainerTransition {
  /// Whether the spec is put to the test.
  fileprivate var isAttempt: Bool {
    switch resource.change {
    case .create, .restart, .recreate: true
    case .start: resource.cause == .spec || isOnTrial
    // Where the run that tried it was cut off before it had gone back.
    case .live, .unchanged: isOnTrial
    case .stop, .destroy: false
    }
  }

  /// Whether it interrupts what works, for the sake of the commit.
  var isDisruptive: Bool {
    resource.cause != .drift && (resource.change == .restart || resource.change == .recreate)
  }

  /// The way back to what it was, where it is not that already.
  fileprivate func heldBack(by failure: FailedAttempt, in state: ObservedState)
    -> ContainerTransition
  {
    let why =
      "failed with this spec before: \(failure.reason); change it, or run with --retry"
    var blocked = self
    blocked.block(why)
    guard let entry, let desired else { return blocked }
    if let trial = entry.trial, trial.before == nil {
      var withdrawn = ContainerTransition(
        name: name, desired: nil, state: state, isWithdrawn: true)
      withdrawn.withdraw(why)
      return withdrawn
    }
    let before = entry.trial?.before?.spec ?? entry.spec
    guard before != desired.spec else { return blocked }
    var back = ContainerTransition(
      name: name, desired: DesiredContainer(spec: before, origin: desired.origin), state: state)
    guard back.acts else { return blocked }
    back.holdBack(why)
    return back
  }
}
