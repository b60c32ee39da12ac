import ContainerModel

/// Puts together what is, from all that can see a part of it.
struct Observer: Sendable {
  let services: ExecutorServices
  let host: HostConditions

  /// Looks at all containers and at what they could use.
  func look() async throws(OperationError) -> Sighting {
    let content = Task { inventory() }
    let runtime = try await services.runtime.observe { () async throws(OperationError) in
      try await content.value.get().entries
    }
    return Sighting(
      content: try await content.value.get(), runtime: runtime,
      interfaces: try services.network.interfaces(), data: try await services.data.data(),
      images: try await services.images.images(), folders: try await services.images.folders())
  }

  private func inventory() -> Result<InventoryContent, OperationError> {
    Result { () throws(OperationError) in try services.inventory.content() }
  }

  /// Puts together what was seen, and what the specs of `desired` and of the inventory say of the host.
  func state(
    _ seen: Sighting, for desired: DesiredState?, bounds: PlanBounds
  ) async throws(OperationError) -> ObservedState {
    let inventory = seen.content.entries
    var containers: [String: ObservedContainer] = [:]
    for (name, container) in seen.runtime.containers {
      containers[name] = ObservedContainer(
        run: container.run, config: container.config, startedWith: container.startedWith,
        actual: container.actual)
      containers[name]?.ended = container.ended
      containers[name]?.isPausing = bounds.isUnattended && container.pause != nil
    }
    for (name, data) in seen.data {
      containers[name.description, default: ObservedContainer()].uppers = data.uppers
      containers[name.description, default: ObservedContainer()].volumes = data.volumes
    }
    for (name, volumes) in try await services.data.returning(to: newcomers(desired, seen.content)) {
      containers[name.description, default: ObservedContainer()].returning = volumes
    }
    let specs = inventory.values.map(\.spec) + (desired?.containers.values.map(\.spec) ?? [])
    let links = try services.runtime.links(among: Set(specs.flatMap(\.hostPaths)))
    let ownLinks = try services.runtime.links(among: Set(host.ownDirectories))
    var state = ObservedState(
      containers: containers, inventory: inventory, damaged: seen.content.damaged,
      images: seen.images, folders: seen.folders,
      host: HostFacts(
        idRange: host.idRange, idRangeProblem: host.idRangeProblem,
        supportedLimits: seen.runtime.supportedLimits, cgroupLayout: seen.runtime.cgroupLayout,
        bridges: seen.interfaces.bridges, interfaces: seen.interfaces.others,
        ownDirectories: (host.ownDirectories + ownLinks.values).sorted(), links: links),
      policy: host.policy, bounds: bounds)
    state.failures = services.inventory.failures
    return state
  }

  /// The containers that would be made, with the ids that they would have.
  private func newcomers(_ desired: DesiredState?, _ content: InventoryContent)
    -> [ContainerName: IDRange?]
  {
    var newcomers: [ContainerName: IDRange?] = [:]
    for (name, container) in desired?.containers ?? [:]
    where content.damaged[name] == nil && content.entries[name].map({ $0.isGoing == true }) ?? true
    {
      newcomers.updateValue(
        container.spec.mapping(previous: content.entries[name], host: host.idRange), forKey: name)
    }
    return newcomers
  }
}
