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
  var steps: [PlanStep] = []
  var seen: Set<String> = []
  let prepared = acting.map { preparations(of: $0, observed: observed) }
  // Once, however many containers share it.
  for step in prepared.joined() where seen.insert(step.id).inserted { steps.append(step) }
  for (transition, prepared) in zip(acting, prepared) {
    steps += containerSteps(
      transition, after: prepared.map(\.id),
      dependencies: order.dependencies(of: transition.name).filter(starting.contains),
      dependants: dependants[transition.name] ?? [])
  }
  // What comes before the chains waits for nothing, and without dependencies no chain waits for another.
  return order.isTrivial ? steps : sorted(steps)
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

/// - Parameters:
///   - prepared: the steps that have to be done before it is touched.
///   - dependencies: those of its dependencies that start in this run.
///   - dependants: those of its dependants that stop in this run.
private func containerSteps(
  _ transition: ContainerTransition, after prepared: [String], dependencies: [ContainerName],
  dependants: [ContainerName]
) -> [PlanStep] {
  func steps(_ action: StepAction, of names: [ContainerName]) -> [String] {
    names.map { "\($0)/\(action.rawValue)" }
  }
  var chain = StepChain(transition.reference)
  if transition.desired?.spec.suspend == true {
    chain.append(.record)
    return chain.steps
  }
  if transition.resource.change == .destroy {
    if transition.observed.keepsData { chain.append(.weigh) }
    if transition.stops { chain.append(.stop, waitingFor: steps(.stop, of: dependants)) }
    chain.append(.destroy)
    return chain.steps
  }
  // Were it stopped while a dependency cannot even be prepared, it could not start again.
  let ready = transition.starts ? steps(.configure, of: dependencies) : []
  for upper in transition.uppersToRetire { chain.append(.weigh, item: upper) }
  for volume in transition.volumesToTakeBack { chain.append(.takeBack, item: volume) }
  chain.append(.configure, waitingFor: prepared + ready)
  if transition.stops { chain.append(.stop, waitingFor: steps(.stop, of: dependants)) }
  if transition.starts {
    chain.append(.start, waitingFor: steps(.settle, of: dependencies))
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
  let paths = Set(transition.differences.filter { !$0.isWrittenOnly }.map(\.change.path))
  if paths.contains(where: { $0.hasPrefix("resources.") }) { chain.append(.setResources) }
  if paths.contains("rootfs.size") { chain.append(.resizeRoot) }
  if paths.contains(where: { $0.hasPrefix("devices[") }) { chain.append(.setDevices) }
  interfaceSteps(transition, paths, chain: &chain)
}

private func interfaceSteps(
  _ transition: ContainerTransition, _ paths: Set<String>, chain: inout StepChain
) {
  guard let wanted = transition.desired?.spec.networks, let entry = transition.entry,
    paths.contains(where: { $0.hasPrefix("networks[") })
  else { return }
  let started = transition.observed.startedWith ?? entry
  let changes = InterfaceChanges(
    wanted: wanted, started: started.spec.networks, actual: transition.observed.actual)
  // First: an address or a name may go from one to the other.
  for name in changes.removed { chain.append(.removeInterface, item: name) }
  for network in wanted {
    if changes.added.contains(network.name) {
      chain.append(.addInterface, item: network.name)
    } else if paths.contains("networks[\(network.name)].bridge") {
      chain.append(.moveInterface, item: network.name)
    }
  }
}

/// Puts every step after those that it waits for, and keeps the given order otherwise.
private func sorted(_ steps: [PlanStep]) -> [PlanStep] {
  let positions = Dictionary(
    steps.enumerated().map { ($1.id, $0) }, uniquingKeysWith: { first, _ in first })
  let isSorted = steps.enumerated().allSatisfy { index, step in
    step.after.allSatisfy { positions[$0].map { $0 < index } ?? true }
  }
  if isSorted { return steps }
  var isPlaced = steps.map { _ in false }
  var isOnPath = isPlaced
  var result: [PlanStep] = []
  for first in steps.indices where !isPlaced[first] {
    var path = [first]
    while let index = path.last {
      isOnPath[index] = true
      let missing = steps[index].after.lazy.compactMap { positions[$0] }
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
