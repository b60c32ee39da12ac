import ContainerModel
import Failpoints
import Planning
import Synchronization

/// What is done once a change has failed.
extension StepRunner {
  /// Makes the container again what it was. What it failed with is remembered first: a run that is cut off here is ended by the
  /// next one, and not begun anew.
  func rollBack(_ step: PlanStep) async throws(OperationError) -> String? {
    let name = try name(step)
    guard let failed = configured.withLock({ $0[name] }) else { return "nothing was changed" }
    guard let before = earlier(name) else { throw unplanned(step) }
    try rememberFailure(of: name)
    failpoint("\(step.id): failure remembered")
    var entry = InventoryEntry(
      stateID: failed.stateID, spec: before.spec, revision: before.revision,
      mapping: before.mapping, macs: before.macs, configDigest: "")
    let config = try services.runtime.config(for: entry)
    entry.configDigest = config.digest
    let isDown = touched.withLock { $0.contains(name) } || !isAlive(name)
    if isDown { _ = try await services.runtime.stop(failed) }
    failpoint("\(step.id): stopped")
    try services.inventory.write(entry)
    failpoint("\(step.id): entry written")
    configured.withLock { $0[name] = entry }
    try await services.data.create(for: entry)
    failpoint("\(step.id): data made")
    try await services.runtime.writeConfig(config, for: entry)
    failpoint("\(step.id): config written")
    if isDown, before.spec.state == .running { try await startAgain(entry, step) }
    failpoint("\(step.id): started")
    try await retireUppers(of: failed, keeping: entry)
    let place = before.revision.map { "back to \($0.short)" } ?? "back to what it was"
    guard isDown, before.spec.state == .running else { return place }
    return place + (before.spec.health == nil ? ", runs" : ", healthy")
  }

  /// Removes a container that is new, as if it had never been asked for.
  func withdraw(_ step: PlanStep) async throws(OperationError) -> String? {
    let name = try name(step)
    guard var entry = configured.withLock({ $0[name] }) else { return "nothing was made" }
    // The index, which knows that it is new, forgets it before its entry goes.
    entry.trial = Trial(before: nil)
    try rememberFailure(of: name)
    failpoint("\(step.id): failure remembered")
    try await takeAway(
      entry, reason: "new, and failed", leaving: leftovers(name), keepsConsole: true)
    return "removed again, data moved to the attic"
  }

  /// Ends what runs of a container, moves its data to the attic, and forgets it.
  func takeAway(
    _ entry: InventoryEntry, reason: String,
    leaving left: ContainerData = ContainerData(uppers: [], volumes: []),
    keepsConsole: Bool = false
  ) async throws(OperationError) {
    var entry = entry
    let name = entry.spec.name
    // Somebody may have started it since the plan was made, and nothing is taken from under a live init.
    _ = try await end(entry)
    failpoint("take \(name) away: stopped")
    // From here on nobody may take what is missing of it for lost, or make it anew from what is left.
    entry.isGoing = true
    try services.inventory.write(entry)
    failpoint("take \(name) away: marked")
    try await services.data.retireAll(of: entry, reason: reason, leaving: left)
    failpoint("take \(name) away: data retired")
    try await services.runtime.removeConfig(name, keepsConsole: keepsConsole)
    failpoint("take \(name) away: config removed")
    try services.inventory.remove(name)
  }

  /// What lay there of a container that nobody knew, and was put to use: the attic would delete it in time.
  private func leftovers(_ name: ContainerName) -> ContainerData {
    guard observed.inventory[name] == nil, let seen = observed.containers[name.description] else {
      return ContainerData(uppers: [], volumes: [])
    }
    return ContainerData(uppers: seen.uppers, volumes: seen.volumes)
  }

  /// What `name` goes back to; nil where it is new.
  func earlier(_ name: ContainerName) -> EarlierState? {
    guard let entry = observed.inventory[name], entry.isGoing != true else { return nil }
    return entry.trial.map(\.before) ?? EarlierState(entry)
  }

  private func startAgain(
    _ entry: InventoryEntry, _ step: PlanStep
  ) async throws(OperationError) {
    let identity = try await services.runtime.start(entry)
    started.withLock { $0[entry.spec.name] = (identity, .now) }
    try await watch(entry, step)
  }

  /// Of a failure of its own, which does not pass by itself.
  private func rememberFailure(of name: ContainerName) throws(OperationError) {
    guard let error = errors.withLock({ $0[name] }), !error.isPassing,
      let spec = desired.containers[name]?.spec
    else { return }
    try services.inventory.remember(
      FailedAttempt(
        spec: spec, dependencies: desired.dependencies(of: name),
        commit: desired.revision?.commit, reason: error.cause), of: name)
  }

  /// The uppers that only the failed spec has a use for.
  private func retireUppers(
    of failed: InventoryEntry, keeping entry: InventoryEntry
  ) async throws(OperationError) {
    let kept = entry.spec.upperKeys(mapping: entry.mapping)
    let uppers = failed.spec.upperKeys(mapping: failed.mapping).filter { !kept.contains($0) }
    guard !uppers.isEmpty else { return }
    try await services.data.retire(uppers: uppers, of: failed, reason: "rolled back")
  }

  private func isAlive(_ name: ContainerName) -> Bool {
    observed.containers[name.description]?.run.isAlive ?? false
  }
}
