import ContainerModel

/// Containers that come up, by `boot.order`: each begins to start once those of a lower order have been started.
///
/// One that others depend on counts as early as the earliest of them, so that the two orders never contradict each other.
struct BootRow {
  private var before: [ContainerName: [ContainerName]] = [:]
  private var ranks: [ContainerName: Int] = [:]

  init(_ transitions: [ContainerTransition], order: DependencyOrder) {
    var orders: [ContainerName: Int64] = [:]
    for transition in transitions where transition.comesUp {
      orders[transition.name] = transition.desired?.spec.boot.order
    }
    guard Set(orders.values).count > 1 else { return }
    for (name, own) in orders {
      for dependency in order.allDependencies(of: name) {
        orders[dependency] = orders[dependency].map { min($0, own) }
      }
    }
    let groups = Dictionary(grouping: orders.keys, by: { orders[$0] ?? 0 })
      .sorted { $0.key < $1.key }.map { $0.value.sorted() }
    for (rank, (previous, group)) in zip([[]] + groups, groups).enumerated() {
      for name in group {
        before[name] = previous
        ranks[name] = rank
      }
    }
  }

  /// Where `name` stands: what does not come up stands before all that does.
  func rank(of name: ContainerName) -> Int { ranks[name] ?? -1 }

  /// The containers that have to be started before `name` is.
  func predecessors(of name: ContainerName) -> [ContainerName] { before[name] ?? [] }

  /// Whether nothing waits for anything.
  var isEmpty: Bool { before.isEmpty }
}

extension ContainerTransition {
  /// Whether it starts, and nothing of it runs before.
  fileprivate var comesUp: Bool {
    starts && (resource.change == .start || resource.change == .create)
  }
}
