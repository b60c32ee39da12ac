import ContainerModel

/// Puts together what is, from all that can see a part of it.
struct Observer: Sendable {
  let services: ExecutorServices
  let host: HostConditions

  /// Looks at all containers, and at the host as far as the specs of `desired` and of the inventory speak of it.
  func observe(for desired: DesiredState?, bounds: PlanBounds) async throws(OperationError)
    -> ObservedState
  {
    let content = try services.inventory.content()
    let runtime = try await services.runtime.observe(content.entries)
    let interfaces = try services.network.interfaces()
    let data = try await services.data.data()
    var containers: [String: ObservedContainer] = [:]
    for (name, seen) in runtime.containers {
      let entry = ContainerName(name).flatMap { content.entries[$0] }
      containers[name] = ObservedContainer(
        run: seen.run, config: try condition(of: seen, entry: entry),
        startedWith: seen.startedWith, actual: seen.actual)
    }
    for (name, data) in data {
      containers[name.description, default: ObservedContainer()].uppers = data.uppers
      containers[name.description, default: ObservedContainer()].volumes = data.volumes
    }
    let specs =
      content.entries.values.map(\.spec) + (desired?.containers.values.map(\.spec) ?? [])
    let links = try services.runtime.links(among: Set(specs.flatMap(\.hostPaths)))
    let ownLinks = try services.runtime.links(among: Set(host.ownDirectories))
    return ObservedState(
      containers: containers, inventory: content.entries, damaged: content.damaged,
      images: try await services.images.images(), folders: try await services.images.folders(),
      host: HostFacts(
        idRange: host.idRange, idRangeProblem: host.idRangeProblem,
        supportedLimits: runtime.supportedLimits, cgroupLayout: runtime.cgroupLayout,
        bridges: interfaces.bridges, interfaces: interfaces.others,
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
