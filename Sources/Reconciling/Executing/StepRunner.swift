import ContainerModel
import Planning
import Synchronization

/// Does what a step says. No actor: steps wait for the storage, and would do so one after the other.
final class StepRunner: Sendable {
  let services: ExecutorServices
  private let settle: TimeSpan
  private let desired: DesiredState
  let observed: ObservedState
  /// What containers are after their `configure` step.
  private let configured = Mutex<[ContainerName: InventoryEntry]>([:])
  /// What the inits of containers have by now of what they were started without.
  let changed = Mutex<[ContainerName: InventoryEntry]>([:])
  /// Which init each container got, and when.
  private let started = Mutex<[ContainerName: (InitIdentity, ContinuousClock.Instant)]>([:])

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
    try makeSureUnchanged(step)
    switch step.action {
    case .unpack: return try await unpack(step)
    case .export: return try await export(step)
    case .record: return try record(step)
    case .configure: return try await configure(step)
    case .stop: return try await stop(step)
    case .start: return try await start(step)
    case .settle: return try await watch(step)
    case .setResources:
      let entry = try current(step)
      try await services.runtime.setResources(entry)
      return summary(of: entry.spec.resources)
    case .resizeRoot:
      let entry = try current(step)
      try await services.runtime.resizeRoot(entry)
      return "rootfs.size \(entry.spec.rootfs.upperSize?.description ?? "")"
    case .moveInterface: return try await moveInterface(step)
    case .addInterface: return try await addInterface(step)
    case .removeInterface: return try await removeInterface(step)
    case .setDevices: return try await setDevices(step)
    case .thaw:
      try await services.runtime.thaw(try current(step))
      return "thawed"
    case .weigh: return try await weigh(step)
    case .retireUpper: return try await retire(step)
    case .takeBack: return try await takeBack(step)
    case .destroy: return try await destroy(step)
    case .clearAway: throw unplanned(step)
    }
  }

  /// A run can take many minutes, in which somebody makes a container of this name or edits the config of one. Until this run
  /// has written the config itself, it has to be as it was when the plan was made. That nothing runs, or what does, the steps
  /// that start, stop and move data see to themselves.
  private func makeSureUnchanged(_ step: PlanStep) throws(OperationError) {
    guard step.resource.kind == .container, case let name = try name(step),
      configured.withLock({ $0[name] }) == nil
    else { return }
    let planned = observed.containers[name.description]?.config ?? .missing
    let found = try services.runtime.configCondition(of: name, observed.inventory[name])
    guard found != planned else { return }
    let what =
      planned == .missing
      ? "a container of this name was made"
      : "its config was \(found == .missing ? "removed" : "changed")"
    throw OperationError(
      operation: step.action.rawValue, subject: name.description,
      cause: "\(what) since the plan was made; run again", isPassing: true)
  }

  private func unpack(_ step: PlanStep) async throws(OperationError) -> String? {
    guard let key = ImageKey(step.resource.name), let path = step.item else {
      throw unplanned(step)
    }
    try await services.images.prepare(key, archive: path) { _, _ in }
    return "unpacked \(path.split(separator: "/").last.map(String.init) ?? path)"
  }

  private func export(_ step: PlanStep) async throws(OperationError) -> String? {
    guard let key = FolderKey(step.resource.name), let folder = step.item,
      let commit = commit(of: folder, key)
    else { throw unplanned(step) }
    let files = try await services.source.files(of: folder, commit: commit)
    try await services.images.export(key, files: files)
    return "\(folder) written out"
  }

  /// The commit that has a folder with this content: the one that is applied, else that of an entry which needs it.
  private func commit(of folder: String, _ key: FolderKey) -> String? {
    if let revision = desired.revision { return revision.commit }
    let entry = observed.inventory.sorted { $0.key < $1.key }.map(\.value).first { entry in
      entry.spec.folders(mapping: key.mapping).contains { $0.folder == folder && $0.key == key }
    }
    return entry?.revision?.commit
  }

  private func record(_ step: PlanStep) throws(OperationError) -> String? {
    var entry = try previous(step)
    guard let spec = desired.containers[entry.spec.name]?.spec else { throw unplanned(step) }
    entry.spec.suspend = spec.suspend
    entry.spec.protect = spec.protect
    try services.inventory.write(entry)
    return "suspended: left as it is"
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
    configured.withLock { $0[name] = entry }
    return before == nil ? "created" : "configured"
  }

  private func stop(_ step: PlanStep) async throws(OperationError) -> String? {
    let entry = try current(step)
    switch try await end(entry) {
    case .alreadyStopped: return "was stopped already"
    case .stopped: return "stopped"
    case .killed: return "killed: did not stop within \(entry.spec.stop.timeout)"
    case .killedAtOnce: return "killed: its init does not catch \(entry.spec.stop.signal)"
    }
  }

  /// Ends what runs: as it was started, but asked in the way that `entry` says now, since that changes live.
  private func end(_ entry: InventoryEntry) async throws(OperationError) -> StopOutcome {
    var running = observed.containers[entry.spec.name.description]?.startedWith ?? entry
    running.spec.stop = entry.spec.stop
    return try await services.runtime.stop(running)
  }

  private func start(_ step: PlanStep) async throws(OperationError) -> String? {
    let entry = try current(step)
    let identity = try await services.runtime.start(entry)
    started.withLock { $0[entry.spec.name] = (identity, .now) }
    return "started"
  }

  private func watch(_ step: PlanStep) async throws(OperationError) -> String? {
    let entry = try current(step)
    guard let (identity, at) = started.withLock({ $0[entry.spec.name] }) else {
      throw unplanned(step)
    }
    do {
      try await Task.sleep(until: at + settle.duration)
    } catch {
      throw OperationError(
        operation: "watch", subject: step.resource.name, cause: "the run was cancelled")
    }
    try await services.runtime.checkAlive(entry, identity: identity)
    return "runs"
  }

  private func retire(_ step: PlanStep) async throws(OperationError) -> String? {
    guard let upper = step.item else { throw unplanned(step) }
    // The spec that it belonged to; of one that was left behind without an entry, the spec that has no use for it.
    let name = try name(step)
    guard let entry = observed.inventory[name] ?? configured.withLock({ $0[name] }) else {
      throw unplanned(step)
    }
    try await services.data.retire(uppers: [upper], of: entry, reason: "image or mode changed")
    return "old upper moved to the attic"
  }

  private func weigh(_ step: PlanStep) async throws(OperationError) -> String? {
    try await services.data.weigh(try name(step), upper: step.item)
    return "what it leaves fits into the attic"
  }

  private func takeBack(_ step: PlanStep) async throws(OperationError) -> String? {
    let name = try name(step)
    guard let volume = step.item, let spec = desired.containers[name]?.spec else {
      throw unplanned(step)
    }
    try await services.data.takeBack(
      volume: volume, of: name,
      mapping: spec.mapping(previous: observed.inventory[name], host: observed.host.idRange))
    return "volume \(volume) is back from the attic"
  }

  private func destroy(_ step: PlanStep) async throws(OperationError) -> String? {
    var entry = try previous(step)
    // Somebody may have started it since the plan was made, and nothing is taken from under a live init.
    _ = try await end(entry)
    // From here on nobody may take what is missing of it for lost, or make it anew from what is left.
    entry.isGoing = true
    try services.inventory.write(entry)
    try await services.data.retireAll(of: entry, reason: "removed from the repository")
    try await services.runtime.removeConfig(entry.spec.name)
    try services.inventory.remove(entry.spec.name)
    return "removed, data moved to the attic"
  }

  func name(_ step: PlanStep) throws(OperationError) -> ContainerName {
    guard let name = ContainerName(step.resource.name) else { throw unplanned(step) }
    return name
  }

  func current(_ step: PlanStep) throws(OperationError) -> InventoryEntry {
    let name = try name(step)
    if let entry = configured.withLock({ $0[name] }) { return entry }
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

  func unplanned(_ step: PlanStep) -> OperationError {
    OperationError(
      operation: step.action.rawValue, subject: step.resource.name,
      cause: "the plan does not say enough for the step \(step.id); this is a fault of turris-apply"
    )
  }
}
