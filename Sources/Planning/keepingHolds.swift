import ContainerModel

/// Leaves alone for now what is to wait: what its owner has paused, what ended again and again, and, while a commit has to wait, all
/// but what mends what was applied before.
func keepingHolds(
  _ transitions: [ContainerTransition], in observed: ObservedState
) -> [ContainerTransition] {
  transitions.map { transition in
    guard transition.acts else { return transition }
    if let why = observed.bounds.holds.reason(of: transition.name) {
      return transition.comesUp ? transition : transition.waiting("paused: \(why)")
    }
    if let why = observed.bounds.holds.commit, transition.isAskedByCommit {
      return transition.waiting(for: why, in: observed)
    }
    if transition.observed.isPausing, transition.resource.change == .start,
      let ended = transition.observed.ended
    {
      return transition.waiting("\(ended) again and again; it is started after a pause")
    }
    return transition
  }
}

extension ContainerTransition {
  /// Whether it is only started, and nobody has ended it since the machine came up.
  fileprivate var comesUp: Bool {
    resource.change == .start && resource.cause == .drift && observed.ended == nil
  }

  /// Whether the commit wants something new of it. What was begun is brought to its end.
  fileprivate var isAskedByCommit: Bool {
    guard !isWithdrawn, !isOnTrial, entry?.isGoing != true else { return false }
    return resource.cause != .drift && desired?.spec.suspend != true
  }

  fileprivate func waiting(_ why: String) -> ContainerTransition {
    var waiting = self
    waiting.wait(why)
    return waiting
  }

  /// What was applied before is mended meanwhile.
  fileprivate func waiting(for why: String, in observed: ObservedState) -> ContainerTransition {
    guard let entry, let desired else { return waiting(why) }
    var mended = ContainerTransition(
      name: name, desired: DesiredContainer(spec: entry.spec, origin: desired.origin),
      state: observed)
    guard mended.acts else { return waiting(why) }
    mended.mend(while: why)
    return mended
  }
}
