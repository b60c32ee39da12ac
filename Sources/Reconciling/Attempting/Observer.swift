import ContainerModel

/// Puts together what is, from all that can see a part of it.
struct Observer: Sendable {
  let services: ExecutorServices
  let host: HostConditions

  /// Looks at all containers and at what they could use.
  func look() async throws(OperationError) -> Sighting {
    let content = try services.inventory.content()
    return Sighting(
      content: content, runtime: try await services.runtime.observe(content.entries),
      interfaces: try services.network.interfaces(), data: try await services.data.data(),
      images: try await services.images.images(), folders: try await services.images.folders())
  }

  /// Puts together what was seen, and what the specs of `desired` and of the inventory say of the host.
  func state(
    _ seen: Sighting, for desired: DesiredState?, bounds: PlanBounds
  ) throws(OperationError) -> ObservedState {
    let inventory = seen.content.entries
    var containers: [String: ObservedContainer] = [:]
    for (name, container) in seen.runtime.containers {
      let entry = ContainerName(name).flatMap { inventory[$0] }
      containers[name] = ObservedContainer(
        run: container.run, config: try condition(of: container, entry: entry),
        startedWith: container.startedWith, actual: container.actual)
    }
    for (name, data) in seen.data {
      containers[name.description, default: ObservedContainer()].uppers = data.uppers
      containers[name.description, default: ObservedContainer()].volumes = data.volumes
    }
    let specs = inventory.values.map(\.spec) + (desired?.containers.values.map(\.spec) ?? [])
    let links = try services.runtime.links(among: Set(specs.flatMap(\.hostPaths)))
    let ownLinks = try services.runtime.links(among: Set(host.ownDirectories))
    return ObservedState(
      containers: containers, inventory: inventory, damaged: seen.content.damaged,
      images: seen.images, folders: seen.folders,
      host: HostFacts(
        idRange: host.idRange, idRangeProblem: host.idRangeProblem,
        supportedLimits: seen.runtime.supportedLimits, cgroupLayout: seen.runtime.cgroupLayout,
        bridges: seen.interfaces.bridges, interfaces: seen.interfaces.others,
        ownDirectories: (host.ownDirectories + ownLinks.values).sorted(), links: links),
      policy: host.policy, bounds: bounds)
  }

  private func condition(of seen: RuntimeContainer, entry: InventoryEntry?)
    throws(OperationError) -> ConfigCondition
  {
    guard let digest = seen.configDigest else { return .missing }
    guard let entry else { return .current }
    guard digest == entry.configDigest else { return .edited }
    return try services.runtime.config(for: entry).digest == digest ? .current : .outdated
  }
}
