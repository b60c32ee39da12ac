import ContainerModel

extension ContainerTransition {
  /// What keeps a change from being made although the commit is sound; nil where nothing does.
  func obstacle(to planned: PlannedResource, in state: ObservedState) -> String? {
    if case .unknown(let why) = observed.run { return "its state is unknown: \(why)" }
    // What is withdrawn was made under the same bound.
    if !isWithdrawn, let depth = planned.change.depth, depth > state.bounds.maxChange {
      return
        "the setting maxChange is \(state.bounds.maxChange.rawValue); this is a \(planned.change.rawValue)"
    }
    return missingBridge(for: planned, in: state)
  }

  /// Data that was made and is not there: its storage may not be mounted. Nil where all is there, or was not made yet.
  var missingData: String? {
    guard let entry, entry.isGoing != true,
      observed.config == .current || observed.config == .outdated
    else { return nil }
    let volume = entry.spec.volumes.first { !observed.volumes.contains($0) }
    let isUpperMissing = !entry.spec.upperKeys(mapping: entry.mapping).allSatisfy(
      observed.uppers.contains)
    guard volume != nil || isUpperMissing else { return nil }
    let what = volume.map { "its volume '\($0)'" } ?? "what it wrote to its root file system"
    return
      "\(what) is missing from the state directory: mount its storage, or put it back; to have it begin empty, remove the container's LXC config too"
  }

  /// A missing bridge fails the start: known beforehand, nothing is stopped for it.
  private func missingBridge(for planned: PlannedResource, in state: ObservedState) -> String? {
    let kind = planned.change
    guard let desired, kind != .destroy, kind != .stop else { return nil }
    let moves = kind == .live ? planned.changes.filter { $0.path.hasSuffix("].bridge") } : []
    for network in desired.spec.networks {
      let needed =
        switch kind {
        case .create, .start, .restart, .recreate: desired.spec.state == .running
        case .live: moves.contains { $0.after == network.bridge }
        case .stop, .destroy, .unchanged: false
        }
      guard needed, !state.host.bridges.contains(network.bridge) else { continue }
      let known = state.host.bridges.sorted().joined(separator: ", ")
      let place =
        desired.place(of: "networks[\(network.name)].bridge").map { " See \($0)." } ?? ""
      return
        "bridge '\(network.bridge)' does not exist; bridges on this machine: \(known.isEmpty ? "none" : known).\(place)"
    }
    return nil
  }
}

extension ChangeKind {
  /// How deep this cuts, for the bound of a run; nil where a run may always do it.
  fileprivate var depth: MaxChange? {
    switch self {
    case .create, .start, .live, .unchanged: nil
    case .restart, .stop: .restart
    case .recreate: .recreate
    case .destroy: .destroy
    }
  }
}
