import ContainerModel

/// A row of all containers in which each stands behind those that it depends on.
///
/// A commit holds no cycles, but what it is compared with was applied by several: where a cycle would close, the dependency that
/// closes it counts for nothing.
struct DependencyOrder {
  private var ranks: [ContainerName: Int] = [:]
  private let dependencies: [ContainerName: [ContainerName]]

  /// Orders the containers that `dependencies` has as keys; dependencies on others are left out.
  init(_ dependencies: [ContainerName: [ContainerName]]) {
    self.dependencies = dependencies.mapValues { names in
      names.filter { dependencies[$0] != nil }.sorted()
    }
    for name in dependencies.keys.sorted() { place(name) }
  }

  /// Whether nothing depends on anything.
  var isTrivial: Bool { dependencies.values.allSatisfy(\.isEmpty) }

  /// Those that `name` depends on, without any that stands behind it.
  func dependencies(of name: ContainerName) -> [ContainerName] {
    guard let rank = ranks[name] else { return [] }
    return (dependencies[name] ?? []).filter { ranks[$0].map { $0 < rank } ?? false }
  }

  /// Those that `name` depends on, also by way of others.
  func allDependencies(of name: ContainerName) -> Set<ContainerName> {
    var found: Set<ContainerName> = []
    var open = dependencies(of: name)
    while let next = open.popLast() {
      if found.insert(next).inserted { open += dependencies(of: next) }
    }
    return found
  }

  /// Depth first and without recursion, since chains may be long.
  private mutating func place(_ first: ContainerName) {
    guard ranks[first] == nil else { return }
    guard dependencies[first]?.isEmpty == false else {
      ranks[first] = ranks.count
      return
    }
    var path = [(name: first, next: 0)]
    var onPath: Set = [first]
    while let (name, next) = path.last {
      let needed = dependencies[name] ?? []
      if next == needed.count {
        ranks[name] = ranks.count
        path.removeLast()
        onPath.remove(name)
      } else {
        path[path.count - 1].next += 1
        if ranks[needed[next]] == nil, onPath.insert(needed[next]).inserted {
          path.append((needed[next], 0))
        }
      }
    }
  }
}
