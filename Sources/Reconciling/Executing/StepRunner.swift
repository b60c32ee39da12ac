import ContainerModel
import Failpoints
import Planning
import Synchronization

/// Does what a step says. No actor: steps wait for the storage, and would do so one after the other.
final class StepRunner: Sendable {
  let services: ExecutorServices
  /// How long a started container is watched.
  let settleTime: TimeSpan
  /// Nothing is waited for after this.
  let deadline: ContinuousClock.Instant
  /// The containers that the plan knows a way back for.
  private let tried: Set<String>
  /// Those that were found changed before the first step.
  private let moved: Set<String>
  /// What is asked for; of what is held back, what it was before.
  let desired: DesiredState
  /// The containers that are only made what they were, with that.
  let heldBack: [ContainerName: EarlierState]
  let observed: ObservedState
  /// What containers are after their `configure` step.
  let configured = Mutex<[ContainerName: InventoryEntry]>([:])
  /// What the inits of containers have by now of what they were started without.
  let changed = Mutex<[ContainerName: InventoryEntry]>([:])
  /// Which init each container got, and when.
  let started = Mutex<[ContainerName: (InitIdentity, ContinuousClock.Instant)]>([:])

  /// The containers whose init this run has ended, begun, or put to the test.
  let touched = Mutex<Set<ContainerName>>([])
  /// The first error of each container.
  let errors = Mutex<[ContainerName: OperationError]>([:])

  init(
    services: ExecutorServices, settle: TimeSpan, deadline: ContinuousClock.Instant, plan: Plan,
    desired: DesiredState, observed: ObservedState, moved: Set<String>
  ) {
    self.services = services
    self.moved = moved
    settleTime = settle
    self.deadline = deadline
    tried = Set(plan.steps.filter { $0.onFailureOf != nil }.map(\.resource.name))
    var asked = desired
    var heldBack: [ContainerName: EarlierState] = [:]
    for resource in plan.resources where resource.heldBack != nil || resource.waits != nil {
      guard let name = ContainerName(resource.name), let entry = observed.inventory[name] else {
        continue
      }
      let before = entry.trial?.before ?? EarlierState(entry)
      heldBack[name] = before
      let origin =
        asked.containers[name]?.origin ?? SpecOrigin(path: "\(name)", line: 1, column: 1)
      asked.containers[name] = DesiredContainer(spec: before.spec, origin: origin)
    }
    self.desired = asked
    self.heldBack = heldBack
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
    case .settle:
      touch(step)
      return try await settle(step)
    case .rollBack: return try await rollBack(step)
    case .withdraw: return try await withdraw(step)
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
    guard step.resource.kind == .container, step.onFailureOf == nil, case let name = try name(step),
      configured.withLock({ $0[name] }) == nil
    else { return }
    let planned = observed.containers[name.description]?.config ?? .missing
    let found = try services.runtime.configCondition(of: name, observed.inventory[name])
    guard found != planned || moved.contains(name.description) else { return }
    let what =
      switch (planned, found) {
      case (.missing, _) where found != .missing: "a container of this name was made"
      case _ where found == planned: "it changed"
      default: "its config was \(found == .missing ? "removed" : "changed")"
      }
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
      stateID: stateID, spec: spec,
      revision: revision(of: spec, before: before),
      mapping: spec.mapping(previous: before, host: observed.host.idRange),
      macs: try services.inventory.macs(for: spec, previous: before), configDigest: "")
    let config = try services.runtime.config(for: entry)
    entry.configDigest = config.digest
    // That one is new the inventory keeps for itself.
    if tried.contains(name.description) { entry.trial = earlier(name).map { Trial(before: $0) } }
    try services.inventory.write(entry)
    failpoint("\(step.id): entry written")
    configured.withLock { $0[name] = entry }
    try await services.data.create(for: entry)
    failpoint("\(step.id): data made")
    try await services.runtime.writeConfig(config, for: entry)
    return before == nil ? "created" : "configured"
  }

  /// The commit that the spec comes from.
  private func revision(of spec: ContainerSpec, before: InventoryEntry?) -> Revision? {
    if let earlier = heldBack[spec.name] { return earlier.revision }
    if let revision = desired.revision { return revision }
    // Mending what was applied goes back further where that has failed.
    if let earlier = before?.trial?.before, earlier.spec == spec, before?.spec != spec {
      return earlier.revision
    }
    return before?.revision
  }

  /// Keeps why a step did not work, for the way back.
  func note(_ error: OperationError, of step: PlanStep) {
    guard let name = ContainerName(step.resource.name) else { return }
    errors.withLock { errors in
      if errors[name] == nil { errors[name] = error }
    }
  }

  private func touch(_ step: PlanStep) {
    guard let name = ContainerName(step.resource.name) else { return }
    touched.withLock { _ = $0.insert(name) }
  }

  private func stop(_ step: PlanStep) async throws(OperationError) -> String? {
    let entry = try current(step)
    touch(step)
    switch try await end(entry) {
    case .alreadyStopped: return "was stopped already"
    case .stopped: return "stopped"
    case .killed: return "killed: did not stop within \(entry.spec.stop.timeout)"
    case .killedAtOnce: return "killed: its init does not catch \(entry.spec.stop.signal)"
    }
  }

  /// Ends what runs: as it was started, but asked in the way that `entry` says now, since that changes live.
  func end(_ entry: InventoryEntry) async throws(OperationError) -> StopOutcome {
    var running = observed.containers[entry.spec.name.description]?.startedWith ?? entry
    running.spec.stop = entry.spec.stop
    return try await services.runtime.stop(running)
  }

  private func start(_ step: PlanStep) async throws(OperationError) -> String? {
    let entry = try current(step)
    touch(step)
    let identity = try await services.runtime.start(entry)
    started.withLock { $0[entry.spec.name] = (identity, .now) }
    return "started"
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
    try await takeAway(try previous(step), reason: "removed from the repository")
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
