import ContainerModel

/// Restarts and recreations that a commit asks for, one behind the other, so that no more than one group of containers is down
/// at a time, and the rest is not touched once one has failed. Those that depend on one another are one group.
struct RestartRow {
  private var before: [ContainerName: [ContainerName]] = [:]

  /// - Parameter order: over all that acts, since two can depend on one another by way of a third.
  init(_ transitions: [ContainerTransition], order: DependencyOrder) {
    // One that is restarted to mend it waits for nobody in the row, but two that it stands above or below wait for each other by
    // way of it. What stays stopped interrupts nothing, and proves nothing.
    let restarted = transitions.filter { $0.starts && ($0.isDisruptive || $0.stops) }
    let inRow = Set(restarted.filter(\.isDisruptive).map(\.name))
    guard inRow.count > 1 else { return }
    var groups: [[ContainerName]] = []
    for name in restarted.map(\.name).sorted() {
      let reach = order.allDependencies(of: name)
      let near = groups.indices.filter { index in
        groups[index].contains {
          reach.contains($0) || order.allDependencies(of: $0).contains(name)
        }
      }
      let joined = near.flatMap { groups[$0] } + [name]
      for index in near.reversed() { groups.remove(at: index) }
      groups.append(joined)
    }
    groups = groups.map { $0.filter(inRow.contains) }.filter { !$0.isEmpty }
    for (previous, group) in zip([[]] + groups, groups) {
      for name in group { before[name] = previous }
    }
  }

  /// Whether nothing waits for anything.
  var isEmpty: Bool { before.isEmpty }

  /// The containers that have to be through before `name` is touched.
  func predecessors(of name: ContainerName) -> [ContainerName] { before[name] ?? [] }
}
