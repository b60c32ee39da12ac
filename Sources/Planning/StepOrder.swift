import ContainerModel

/// The steps of all containers, each after those that it waits for.
func orderedSteps(_ transitions: [ContainerTransition], observed: ObservedState) -> [PlanStep] {
  let acting = transitions.filter(\.acts)
  var steps = preparations(acting, observed: observed)
  let starting = Set(acting.filter(\.starts).map(\.name))
  let dependants = dependantsThatStop(acting)
  for transition in acting {
    steps += containerSteps(
      transition, starting: starting, dependants: dependants[transition.name] ?? [],
      observed: observed)
  }
  return sorted(steps)
}

/// Unpacking and writing out: done before anything is touched, once however many containers share it.
private func preparations(_ acting: [ContainerTransition], observed: ObservedState) -> [PlanStep] {
  var seen: Set<String> = []
  var steps: [PlanStep] = []
  for transition in acting {
    for step in preparations(of: transition, observed: observed) where seen.insert(step.id).inserted
    {
      steps.append(step)
    }
  }
  return steps
}

private func preparations(of transition: ContainerTransition, observed: ObservedState) -> [PlanStep]
{
  guard let spec = transition.desired?.spec, transition.resource.change != .destroy else {
    return []
  }
  var steps: [PlanStep] = []
  if let key = spec.imageKey(mapping: transition.mapping), !observed.images.contains(key) {
    let image = ResourceReference(kind: .image, name: key.description)
    steps.append(PlanStep(.unpack, of: image, item: nil))
  }
  for (_, key) in spec.folders(mapping: transition.mapping)
  where !observed.folders.contains(key.description) {
    steps.append(PlanStep(.export, of: ResourceReference(kind: .folder, name: key.description)))
  }
  return steps
}

/// For each container that stops, those that stop too and depend on it: they are asked first.
private func dependantsThatStop(_ acting: [ContainerTransition]) -> [ContainerName: [ContainerName]]
{
  var dependants: [ContainerName: [ContainerName]] = [:]
  for transition in acting where transition.stops {
    let before = transition.observed.startedWith?.spec ?? transition.entry?.spec
    for dependency in before?.dependsOn ?? [] {
      dependants[dependency, default: []].append(transition.name)
    }
  }
  return dependants
}

private func containerSteps(
  _ transition: ContainerTransition, starting: Set<ContainerName>, dependants: [ContainerName],
  observed: ObservedState
) -> [PlanStep] {
  var chain = StepChain(transition.reference)
  let stopAfter = dependants.map { "\($0)/\(StepAction.stop.rawValue)" }
  if transition.resource.change == .destroy {
    if transition.stops { chain.append(.stop, waitingFor: stopAfter) }
    chain.append(.destroy)
    return chain.steps
  }
  let prepared = preparations(of: transition, observed: observed).map(\.id)
  for upper in transition.uppersInTheWay { chain.append(.retireUpper, item: upper) }
  chain.append(.configure, waitingFor: prepared)
  if transition.stops { chain.append(.stop, waitingFor: stopAfter) }
  if transition.starts {
    let dependencies = (transition.desired?.spec.dependsOn ?? []).filter(starting.contains)
    chain.append(
      .start, waitingFor: dependencies.map { "\($0)/\(StepAction.settle.rawValue)" })
    chain.append(.settle)
  }
  if transition.resource.change == .live, transition.observed.run.isAlive {
    liveSteps(transition, chain: &chain)
  }
  for upper in transition.uppersToRetire { chain.append(.retireUpper, item: upper) }
  return chain.steps
}

private func liveSteps(_ transition: ContainerTransition, chain: inout StepChain) {
  if transition.observed.run == .frozen { chain.append(.thaw) }
  let paths = transition.differences.map(\.change.path)
  if paths.contains(where: { $0.hasPrefix("resources.") }) { chain.append(.setResources) }
  for network in transition.desired?.spec.networks ?? []
  where paths.contains("networks[\(network.name)].bridge") {
    chain.append(.moveInterface, item: network.name)
  }
}

/// Puts every step after those that it waits for, and keeps the given order otherwise.
private func sorted(_ steps: [PlanStep]) -> [PlanStep] {
  let known = Set(steps.map(\.id))
  var placed: Set<String> = []
  var result: [PlanStep] = []
  var waiting = steps
  while !waiting.isEmpty {
    var rest: [PlanStep] = []
    for step in waiting {
      if step.after.allSatisfy({ placed.contains($0) || !known.contains($0) }) {
        placed.insert(step.id)
        result.append(step)
      } else {
        rest.append(step)
      }
    }
    // A cycle cannot come from specs that were checked; were there one, its steps stand last and never begin.
    guard rest.count < waiting.count else { return result + rest }
    waiting = rest
  }
  return result
}
