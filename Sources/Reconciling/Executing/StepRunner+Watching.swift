import ContainerModel
import Failpoints
import Planning
import Synchronization

/// Whether what was started came up as it should.
extension StepRunner {
  /// Watches a container until it has proved itself.
  func settle(_ step: PlanStep) async throws(OperationError) -> String? {
    let entry = try current(step)
    try await watch(entry, step)
    try prove(entry)
    return entry.spec.health == nil ? "runs" : "healthy"
  }

  /// Waits for the settle time after a start, and until the container is healthy.
  func watch(_ entry: InventoryEntry, _ step: PlanStep) async throws(OperationError) {
    let name = entry.spec.name
    let start = started.withLock { $0[name] }
    let identity: InitIdentity
    if let start { identity = start.0 } else { identity = try services.runtime.identity(of: name) }
    // One that a run started which was cut off: how long it runs nobody knows.
    let begun = start?.1 ?? (entry.trial == nil ? nil : .now)
    if let begun { try await sleep(until: begun + settleTime.duration, step) }
    guard try await services.runtime.checkAlive(entry, identity: identity),
      let health = entry.spec.health
    else { return }
    let begin = ContinuousClock.now
    let graceEnd = (begun ?? begin) + health.startPeriod.duration
    var tries = 0
    var failures = 0
    while true {
      do throws(OperationError) {
        return try await services.runtime.probe(entry)
      } catch {
        guard try await services.runtime.checkAlive(entry, identity: identity) else { return }
        tries += 1
        if ContinuousClock.now >= graceEnd { failures += 1 }
        let spent = (ContinuousClock.now - begin).components.seconds
        let what = "\(error.cause) (\(tries) \(tries == 1 ? "try" : "tries") in \(spent) s)"
        let isOver = step.onFailureOf == nil && ContinuousClock.now >= deadline
        guard failures < health.retries, !isOver else {
          // Whose tries the clock cut off may be healthy yet.
          throw OperationError(
            operation: "start", subject: name.description, cause: "did not become healthy: \(what)",
            details: error.details, isPassing: failures < health.retries)
        }
        // While this waits, what has proved itself meanwhile must not go on counting as new.
        _ = try? services.inventory.flush()
        // Only told: whether it can be written down changes nothing.
        _ = try? await services.journal.record(
          .stepProgressed(step, note: "not healthy yet: \(what)"))
      }
      try await sleep(until: .now + health.interval.duration, step)
    }
  }

  /// From here on there is no way back, and what it failed with before counts no more.
  private func prove(_ entry: InventoryEntry) throws(OperationError) {
    let name = entry.spec.name
    if entry.trial != nil {
      var proved = entry
      proved.trial = nil
      try services.inventory.write(proved)
      failpoint("\(name) proved: entry written")
      try services.runtime.remember(proved)
      failpoint("\(name) proved: start recorded")
      configured.withLock { $0[name] = proved }
    }
    services.inventory.welcome(name)
    // What only mends what was applied before says nothing of what a commit asks for.
    let isAsked = heldBack[name] == nil && !observed.bounds.isHealing
    if isAsked, desired.containers[name]?.spec == entry.spec {
      try services.inventory.forget(name)
    }
  }

  private func sleep(
    until time: ContinuousClock.Instant, _ step: PlanStep
  ) async throws(OperationError) {
    do {
      try await Task.sleep(until: time)
    } catch {
      throw OperationError(
        operation: "watch", subject: step.resource.name, cause: "the run was cancelled")
    }
  }
}
