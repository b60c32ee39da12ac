import ContainerModel

/// Restarts those that depend on a container which gets another address: they may have asked for it only once.
func followingAddresses(
  _ transitions: [ContainerTransition], in state: ObservedState
) -> [ContainerTransition] {
  let moved = Set(
    transitions.filter { $0.starts && $0.observed.run.isAlive && $0.getsAnotherAddress }.map(\.name)
  )
  guard !moved.isEmpty else { return transitions }
  return transitions.map { transition in
    guard let spec = transition.desired?.spec, spec.state == .running, !spec.suspend,
      transition.observed.run == .running, transition.resource.blocked == nil,
      !transition.isWaiting,
      transition.resource.change == .unchanged || transition.resource.change == .live,
      let dependency = spec.dependsOn.first(where: moved.contains)
    else { return transition }
    var restarted = transition
    restarted.restart(after: dependency)
    // Better an old address than none that runs.
    let isKept =
      state.bounds.only?.contains(transition.name) == false
      || state.bounds.holds.reason(of: transition.name) != nil
      || restarted.obstacle(to: restarted.resource, in: state) != nil
    return isKept ? transition : restarted
  }
}

extension ContainerTransition {
  fileprivate var getsAnotherAddress: Bool {
    resource.changes.contains {
      $0.path.hasPrefix("networks[") && $0.before != nil
        && ($0.path.hasSuffix("].ipv4.address") || $0.path.hasSuffix("].ipv6.address")
          || $0.path.hasSuffix("].mac"))
    }
  }
}
