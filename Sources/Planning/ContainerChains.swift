import ContainerModel

/// The steps of single containers, and what of others they wait for.
struct ContainerChains {
  let order: DependencyOrder
  let row: RestartRow
  let boot: BootRow
  /// Those that start in this run.
  let starting: Set<ContainerName>
  /// By a container, those that depend on it and stop in this run.
  let dependants: [ContainerName: [ContainerName]]

  /// - Parameter prepared: the steps that have to be done before the container is touched.
  func steps(_ transition: ContainerTransition, after prepared: [String]) -> [PlanStep] {
    let name = transition.name
    var chain = StepChain(transition.reference)
    if transition.desired?.spec.suspend == true {
      chain.append(.record)
      return chain.steps
    }
    let stopped = ids(.stop, of: dependants[name] ?? [])
    if transition.resource.change == .destroy {
      if transition.observed.keepsData { chain.append(.weigh) }
      if transition.stops { chain.append(.stop, waitingFor: stopped) }
      chain.append(.destroy)
      return chain.steps
    }
    for upper in transition.uppersToRetire { chain.append(.weigh, item: upper) }
    for volume in transition.volumesToTakeBack { chain.append(.takeBack, item: volume) }
    change(transition, after: prepared, stopped: stopped, &chain)
    for upper in transition.uppersToRetire { chain.append(.retireUpper, item: upper) }
    return chain.steps + wayBack(transition, from: chain.steps)
  }

  private func change(
    _ transition: ContainerTransition, after prepared: [String], stopped: [String],
    _ chain: inout StepChain
  ) {
    let running = (transition.desired?.spec.dependsOn ?? []).filter {
      $0 != transition.name && !starting.contains($0)
    }
    let ordered = order.dependencies(of: transition.name)
    let dependencies = ordered.filter(starting.contains)
    // Were it stopped while a dependency cannot even be prepared, it could not start again.
    let ready = transition.starts ? ids(.configure, of: dependencies) : []
    chain.append(.configure, waitingFor: prepared + ready, behind: through(to: transition.name))
    // Those that run on are asked how they are, too: before anything is stopped that might not start again.
    let asked = transition.starts ? ids(.settle, of: running) : []
    if transition.stops { chain.append(.stop, waitingFor: stopped + asked) }
    if transition.starts {
      // Whether they came up well is their own affair.
      chain.append(
        .start, waitingFor: ids(.settle, of: dependencies) + asked,
        past: ids(.start, of: boot.predecessors(of: transition.name)))
      chain.append(.settle)
    } else if transition.resource.change == .live, transition.observed.run.isAlive {
      liveSteps(transition, chain: &chain)
      if transition.isOnTrial { chain.append(.settle) }
    }
  }

  /// The steps of those before `name` in the row of restarts.
  private func through(to name: ContainerName) -> [String] {
    guard !row.isEmpty else { return [] }
    let predecessors = row.predecessors(of: name).filter(starting.contains)
    return [StepAction.configure, .stop, .start, .settle].flatMap { ids($0, of: predecessors) }
  }

  /// What is done if the change fails, by whichever of its steps.
  private func wayBack(_ transition: ContainerTransition, from steps: [PlanStep]) -> [PlanStep] {
    guard steps.contains(where: { $0.action == .settle }), let action = transition.wayBack else {
      return []
    }
    let ids = steps.lazy.filter { step in
      switch step.action {
      case .configure, .stop, .start, .settle: true
      default: false
      }
    }.map(\.id)
    // Its dependencies have to be there again before it can.
    let dependencies = order.dependencies(of: transition.name).map { "\($0)/rollBack" }
    var step = PlanStep(action, of: transition.reference, after: dependencies)
    step.onFailureOf = Array(ids)
    return [step]
  }

  private func ids(_ action: StepAction, of names: [ContainerName]) -> [String] {
    names.map { "\($0)/\(action.rawValue)" }
  }
}

extension ContainerTransition {
  /// How a change that fails is undone; nil where there is nothing to go back to.
  fileprivate var wayBack: StepAction? {
    guard let spec = desired?.spec, resource.heldBack == nil else { return nil }
    guard let entry, entry.isGoing != true else { return .withdraw }
    guard let trial = entry.trial else { return entry.spec == spec ? nil : .rollBack }
    guard let before = trial.before else { return .withdraw }
    return before.spec == spec ? nil : .rollBack
  }

  /// Whether it runs, is left to run, and can be asked how it is.
  var isAsked: Bool {
    guard entry?.spec.health != nil, let spec = desired?.spec, !spec.suspend else { return false }
    return observed.run == .running && !starts && !stops
      && !(acts && resource.change == .live && isOnTrial)
  }
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
