import ContainerModel

/// The steps of all containers, each after those that it waits for.
func orderedSteps(_ transitions: [ContainerTransition], observed: ObservedState) -> [PlanStep] {
  let acting = transitions.filter(\.acts)
  let order = DependencyOrder(
    Dictionary(
      acting.map { ($0.name, $0.desired?.spec.dependsOn ?? $0.entry?.spec.dependsOn ?? []) },
      uniquingKeysWith: { first, _ in first }))
  let starting = Set(acting.filter(\.starts).map(\.name))
  var dependants: [ContainerName: [ContainerName]] = [:]
  for transition in acting where transition.stops {
    for name in order.dependencies(of: transition.name) {
      dependants[name, default: []].append(transition.name)
    }
  }
  let checked = healthChecked(transitions, starting: starting)
  let chains = ContainerChains(
    order: order, row: RestartRow(acting, order: order), boot: BootRow(acting, order: order),
    starting: starting,
    dependants: dependants)
  var steps: [PlanStep] = []
  var seen: Set<String> = []
  // Stable, so that those of one rank stay in the order of their names.
  let ranked = chains.boot.isEmpty ? acting : inOrder(acting, of: chains.boot)
  let prepared = ranked.map { preparations(of: $0, observed: observed) }
  // Once, however many containers share it.
  for step in prepared.joined() where seen.insert(step.id).inserted { steps.append(step) }
  steps += checked.map { PlanStep(.settle, of: $0.reference) }
  for (transition, prepared) in zip(ranked, prepared) {
    steps += chains.steps(transition, after: prepared.map(\.id))
  }
  // What comes before the chains waits for nothing, and without dependencies no chain waits for one behind it.
  let hasDependencies = acting.contains { $0.desired?.spec.dependsOn.isEmpty == false }
  let isLoose = chains.row.isEmpty && chains.boot.isEmpty
  if order.isTrivial && isLoose && !hasDependencies { return steps }
  let known = withoutUnknown(steps)
  let inOrder = order.isTrivial ? known : sorted(known)
  return chains.boot.isEmpty ? inOrder : withoutContradictions(inOrder)
}

private func inOrder(_ transitions: [ContainerTransition], of boot: BootRow)
  -> [ContainerTransition]
{
  transitions.enumerated().sorted {
    (boot.rank(of: $0.element.name), $0.offset) < (boot.rank(of: $1.element.name), $1.offset)
  }.map(\.element)
}

/// The order in which containers come up is a wish: where what they wait for otherwise has them come the other way round, that counts.
private func withoutContradictions(_ steps: [PlanStep]) -> [PlanStep] {
  let positions = Dictionary(
    steps.enumerated().map { ($1.id, $0) }, uniquingKeysWith: { first, _ in first })
  return steps.enumerated().map { index, step in
    var step = step
    step.past?.removeAll { positions[$0].map { $0 >= index } ?? true }
    if step.past?.isEmpty == true { step.past = nil }
    return step
  }
}

/// A chain names all that others could have to wait for, also where they have no such step.
private func withoutUnknown(_ steps: [PlanStep]) -> [PlanStep] {
  let ids = Set(steps.map(\.id))
  return steps.map { step in
    var step = step
    step.after.removeAll { !ids.contains($0) }
    step.behind?.removeAll { !ids.contains($0) }
    step.past?.removeAll { !ids.contains($0) }
    return step
  }
}

/// Those that run on, and that another depends on which starts: it is to start only if they are healthy.
private func healthChecked(
  _ transitions: [ContainerTransition], starting: Set<ContainerName>
) -> [ContainerTransition] {
  let needed = Set(
    transitions.filter { starting.contains($0.name) }.flatMap { $0.desired?.spec.dependsOn ?? [] })
  return transitions.filter { needed.contains($0.name) && $0.isAsked }
}

/// Unpacking and writing out: done before a container is touched that needs it.
private func preparations(of transition: ContainerTransition, observed: ObservedState) -> [PlanStep]
{
  let isNew = transition.resource.change == .create || transition.resource.change == .recreate
  guard let spec = transition.desired?.spec, transition.starts || isNew else { return [] }
  var steps: [PlanStep] = []
  if let key = spec.imageKey(mapping: transition.mapping), !observed.images.contains(key),
    case .archive(let path, _) = spec.image
  {
    let image = ResourceReference(kind: .image, name: key.description)
    steps.append(PlanStep(.unpack, of: image, item: path))
  }
  for (folder, key) in spec.folders(mapping: transition.mapping)
  where !observed.folders.contains(key.description) {
    let reference = ResourceReference(kind: .folder, name: key.description)
    steps.append(PlanStep(.export, of: reference, item: folder))
  }
  return steps
}

extension PlanStep {
  /// Ids of all that has to have ended before it.
  fileprivate var earlier: [String] { after + (behind ?? []) }
}

/// Puts every step after those that it waits for, and keeps the given order otherwise.
private func sorted(_ steps: [PlanStep]) -> [PlanStep] {
  let positions = Dictionary(
    steps.enumerated().map { ($1.id, $0) }, uniquingKeysWith: { first, _ in first })
  let isSorted = steps.enumerated().allSatisfy { index, step in
    step.earlier.allSatisfy { positions[$0].map { $0 < index } ?? true }
  }
  if isSorted { return steps }
  var isPlaced = steps.map { _ in false }
  var isOnPath = isPlaced
  var result: [PlanStep] = []
  for first in steps.indices where !isPlaced[first] {
    var path = [first]
    while let index = path.last {
      isOnPath[index] = true
      let missing = steps[index].earlier.lazy.compactMap { positions[$0] }
        .first { !isPlaced[$0] && !isOnPath[$0] }
      if let missing {
        path.append(missing)
      } else {
        isPlaced[index] = true
        result.append(steps[index])
        path.removeLast()
      }
    }
  }
  return result
}
