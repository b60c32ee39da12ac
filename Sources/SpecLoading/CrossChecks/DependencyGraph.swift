import ContainerModel

/// Who waits for whom.
struct DependencyGraph {
  /// A word on each dependency on a container that is not there.
  private(set) var unknown: [Diagnostic] = []
  /// A word on each circle of containers that wait for each other.
  private(set) var cycles: [Diagnostic] = []

  private let names: [ContainerName]
  private let edges: [[Edge]]

  private struct Edge {
    let target: Int
    let place: Located<ContainerName>
  }

  /// - Parameter nameless: the files that are so wrong that nobody knows which container they mean, by their names without an ending.
  init(_ drafts: [SpecDraft], nameless: Set<String>) {
    var names: [ContainerName] = []
    var positions: [ContainerName: Int] = [:]
    let named = drafts.compactMap { draft in draft.name.map { ($0.value, draft.dependsOn) } }
    for (name, _) in named where positions[name] == nil {
      positions[name] = names.count
      names.append(name)
    }
    var edges = names.map { _ in [Edge]() }
    for (name, dependencies) in named {
      guard let source = positions[name] else { continue }
      for place in dependencies {
        if let target = positions[place.value] {
          edges[source].append(Edge(target: target, place: place))
        } else if !nameless.contains(place.value.description) {
          // Comparing with every name has its price, and a file can hold thousands of wrong ones.
          let near =
            unknown.count < 50
            ? suggestion(for: place.value.description, among: names.map(\.description)) : nil
          unknown.append(
            Diagnostic(
              place,
              "no container is named \(quoted(place.value.description))"
                + (near.map { "; did you mean \(quoted($0))?" } ?? "")))
        }
      }
    }
    self.names = names
    self.edges = edges
    cycles = findCycles()
  }

  /// One circle for each set of containers that all wait for each other: walks along the edges, and
  /// where it meets its own path again has found one. Without recursion, for chains may be long.
  private func findCycles() -> [Diagnostic] {
    enum State { case unseen, onPath, done }
    var states = names.map { _ in State.unseen }
    var found: [Diagnostic] = []
    for start in names.indices where states[start] == .unseen {
      var path = [(node: start, next: 0)]
      states[start] = .onPath
      while let (node, next) = path.last {
        guard next < edges[node].count else {
          states[node] = .done
          path.removeLast()
          continue
        }
        path[path.count - 1].next += 1
        let edge = edges[node][next]
        switch states[edge.target] {
        case .done: break
        case .unseen:
          states[edge.target] = .onPath
          path.append((edge.target, 0))
        case .onPath:
          found.append(cycle(path.map(\.node), closedBy: edge))
        }
      }
    }
    return found
  }

  private func cycle(_ path: [Int], closedBy edge: Edge) -> Diagnostic {
    let start = path.firstIndex(of: edge.target) ?? 0
    let members = path[start...].map { names[$0].description }
    if members.count == 1 {
      return Diagnostic(edge.place, "\(quoted(members[0])) depends on itself; remove this")
    }
    let shown = members.count <= 8 ? members : members.prefix(7) + ["…"]
    return Diagnostic(
      edge.place,
      "these containers wait for each other: \(shown.joined(separator: " -> ")) -> \(members[0])")
  }
}
