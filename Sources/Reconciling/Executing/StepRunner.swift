import ContainerModel
import Planning

/// Does what a step says.
actor StepRunner {
  private let services: ExecutorServices
  private let settle: TimeSpan
  private let desired: DesiredState
  private let observed: ObservedState
  /// What containers are after their `configure` step.
  private var configured: [ContainerName: InventoryEntry] = [:]
  private var started: [ContainerName: (identity: InitIdentity, at: ContinuousClock.Instant)] = [:]

  init(
    services: ExecutorServices, settle: TimeSpan, desired: DesiredState, observed: ObservedState
  ) {
    self.services = services
    self.settle = settle
    self.desired = desired
    self.observed = observed
  }

  /// Does `step`; returns what to tell people of it.
  func run(_ step: PlanStep) async throws(OperationError) -> String? {
    switch step.action {
    case .unpack: return try await unpack(step)
    case .export: return try await export(step)
    case .configure: return try await configure(step)
    case .stop: return try await stop(step)
    case .start: return try await start(step)
    case .settle: return try await watch(step)
    case .setResources:
      let entry = try current(step)
      try await services.runtime.setResources(entry)
      return summary(of: entry.spec.resources)
    case .moveInterface: return try await moveInterface(step)
    case .thaw:
      try await services.runtime.thaw(try current(step))
      return "thawed"
    case .retireUpper:
      try await services.data.retire(
        uppers: [step.item ?? ""], of: try previous(step), reason: "image or mode changed")
      return "old upper moved to the attic"
    case .destroy: return try await destroy(step)
    case .clearAway: throw unplanned(step)
    }
  }

  private func unpack(_ step: PlanStep) async throws(OperationError) -> String? {
    guard let key = ImageKey(step.resource.name),
      case .archive(let path, _)? = desired.containers.values.map(\.spec.image).first(where: {
        if case .archive(_, key.digest) = $0 { true } else { false }
      })
    else { throw unplanned(step) }
    try await services.images.prepare(key, archive: path) { _, _ in }
    return "unpacked \(path.split(separator: "/").last.map(String.init) ?? path)"
  }

  private func export(_ step: PlanStep) async throws(OperationError) -> String? {
    for (name, container) in desired.containers.sorted(by: { $0.key < $1.key }) {
      let mapping = container.spec.mapping(
        previous: observed.inventory[name], host: observed.host.idRange)
      let commit = (desired.revision ?? observed.inventory[name]?.revision)?.commit
      for (folder, key) in container.spec.folders(mapping: mapping)
      where key.description == step.resource.name {
        guard let commit else { throw unplanned(step) }
        let files = try await services.source.files(of: folder, commit: commit)
        try await services.images.export(key, files: files)
        return "folder \(folder) written out"
      }
    }
    throw unplanned(step)
  }

  /// The inventory entry stands before the first thing that it owns.
  private func configure(_ step: PlanStep) async throws(OperationError) -> String? {
    let name = try name(step)
    guard let spec = desired.containers[name]?.spec else { throw unplanned(step) }
    let before = observed.inventory[name]
    guard let stateID = try services.inventory.stateID() else { throw unplanned(step) }
    var entry = InventoryEntry(
      stateID: stateID, spec: spec, revision: desired.revision ?? before?.revision,
      mapping: spec.mapping(previous: before, host: observed.host.idRange),
      macs: try services.inventory.macs(for: spec, previous: before), configDigest: "")
    let config = try services.runtime.config(for: entry)
    entry.configDigest = config.digest
    try services.inventory.write(entry)
    try await services.data.create(for: entry)
    try await services.runtime.writeConfig(config, for: entry)
    configured[name] = entry
    return before == nil ? "created" : "configured"
  }

  private func stop(_ step: PlanStep) async throws(OperationError) -> String? {
    let entry = try previous(step)
    let started = observed.containers[entry.spec.name.description]?.startedWith
    switch try await services.runtime.stop(started ?? entry) {
    case .alreadyStopped: return "was stopped already"
    case .stopped: return "stopped"
    case .killed: return "killed: did not stop within \(entry.spec.stop.timeout)"
    case .killedAtOnce:
      return "killed: its init does not catch \(entry.spec.stop.signal)"
    }
  }

  private func start(_ step: PlanStep) async throws(OperationError) -> String? {
    let entry = try current(step)
    let identity = try await services.runtime.start(entry)
    started[entry.spec.name] = (identity, .now)
    return "started"
  }

  private func watch(_ step: PlanStep) async throws(OperationError) -> String? {
    let entry = try current(step)
    guard let (identity, at) = started[entry.spec.name] else { throw unplanned(step) }
    do {
      try await Task.sleep(until: at + settle.duration)
    } catch {
      throw OperationError(
        operation: "watch", subject: step.resource.name, cause: "the run was cancelled")
    }
    try await services.runtime.checkAlive(entry, identity: identity)
    return "runs"
  }

  private func moveInterface(_ step: PlanStep) async throws(OperationError) -> String? {
    let entry = try current(step)
    guard let network = entry.spec.networks.first(where: { $0.name == step.item }) else {
      throw unplanned(step)
    }
    try await services.network.move(network.name, of: entry.spec.name, to: network.bridge)
    return "\(network.name) moved to \(network.bridge)"
  }

  private func destroy(_ step: PlanStep) async throws(OperationError) -> String? {
    let entry = try previous(step)
    try await services.data.retireAll(of: entry, reason: "removed from the repository")
    try await services.runtime.removeConfig(entry.spec.name)
    try services.inventory.remove(entry.spec.name)
    return "removed, data moved to the attic"
  }

  private func name(_ step: PlanStep) throws(OperationError) -> ContainerName {
    guard let name = ContainerName(step.resource.name) else { throw unplanned(step) }
    return name
  }

  private func current(_ step: PlanStep) throws(OperationError) -> InventoryEntry {
    if let entry = configured[try name(step)] { return entry }
    return try previous(step)
  }

  private func previous(_ step: PlanStep) throws(OperationError) -> InventoryEntry {
    guard let entry = try observed.inventory[name(step)] else { throw unplanned(step) }
    return entry
  }

  private func summary(of resources: ResourceSpec) -> String {
    let values = resources.fields.sorted { $0.key < $1.key }.map {
      "\($0.key.split(separator: ".").dropFirst().joined(separator: ".")) \($0.value)"
    }
    return values.isEmpty ? "no limits" : values.joined(separator: ", ")
  }

  private func unplanned(_ step: PlanStep) -> OperationError {
    OperationError(
      operation: step.action.rawValue, subject: step.resource.name,
      cause: "the plan does not say enough for the step \(step.id); this is a fault of turris-apply"
    )
  }
}
