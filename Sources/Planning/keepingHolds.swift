import ContainerModel

/// Leaves alone for now what is to wait: what its owner has paused, what ended again and again, and, while a commit has to wait, all
/// but what mends what was applied before.
func keepingHolds(
  _ transitions: [ContainerTransition], in observed: ObservedState
) -> [ContainerTransition] {
  let holds = observed.bounds.holds
  return transitions.map { transition in
    guard transition.acts else { return transition }
    if let why = holds.reason(of: transition.name) {
      return transition.comesUp ? transition : transition.waiting("paused: \(why)")
    }
    var transition = transition
    if let why = holds.commit, transition.isAskedByCommit {
      guard let mended = transition.mended(in: observed) else { return transition.waiting(why) }
      transition = mended
      transition.mend(while: why)
    }
    guard transition.observed.isPausing, transition.resource.change == .start,
      let ended = transition.observed.ended
    else { return transition }
    return transition.waiting("\(ended) again and again; it is started after a pause")
  }
}

extension ContainerTransition {
  /// Whether it is only started, and nobody has ended it since the machine came up.
  fileprivate var comesUp: Bool {
    resource.change == .start && resource.cause == .drift && observed.ended == nil
  }

  /// Whether the commit wants something new of it. What was begun is brought to its end, and what failed goes back.
  fileprivate var isAskedByCommit: Bool {
    guard !isWithdrawn, !isOnTrial, entry?.isGoing != true, resource.heldBack == nil else {
      return false
    }
    return resource.cause != .drift && desired?.spec.suspend != true
  }

  fileprivate func waiting(_ why: String) -> ContainerTransition {
    var waiting = self
    waiting.wait(why)
    return waiting
  }

  /// The way back to what was applied before; nil where it is that already.
  fileprivate func mended(in observed: ObservedState) -> ContainerTransition? {
    guard let entry else { return nil }
    let origin = desired?.origin ?? SpecOrigin(path: "\(name)", line: 1, column: 1)
    let mended = ContainerTransition(
      name: name, desired: DesiredContainer(spec: entry.spec, origin: origin), state: observed)
    return mended.acts ? mended : nil
  }
}
