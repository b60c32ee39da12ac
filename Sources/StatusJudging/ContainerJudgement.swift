import ContainerModel
import Planning

/// Judges one container.
struct ContainerJudgement: Sendable {
  let name: ContainerName
  /// What this program knows of it; nil where it made none.
  let entry: InventoryEntry?
  private let resource: PlannedResource
  /// What is asked for; nil where nothing is.
  private let spec: ContainerSpec?
  private let seen: ObservedContainer
  private let isDamaged: Bool
  private let failure: FailedAttempt?
  private let refusal: String?

  init(
    name: ContainerName, resource: PlannedResource, spec: ContainerSpec?, observed: ObservedState,
    refusal: String?
  ) {
    self.name = name
    self.resource = resource
    self.spec = spec
    self.refusal = refusal
    entry = observed.inventory[name]
    seen = observed.containers[name.description] ?? ObservedContainer()
    isDamaged = observed.damaged[name] != nil
    failure = observed.failures[name]
  }

  var run: RunCondition { seen.run }

  /// Of one that is between two states its probe says nothing yet.
  var needsProbe: Bool {
    entry?.spec.health != nil && run == .running && !isSuspended && !isUnderWay && !isDamaged
  }

  func status(_ vitals: Vitals) -> ContainerStatus {
    let sync = sync
    let (health, trouble) = health(vitals)
    let changes = resource.change != .unchanged
    var status = ContainerStatus(
      name: name.description, sync: sync, health: health, addresses: vitals.addresses,
      commit: entry?.revision?.commit, change: changes ? resource.change : nil,
      cause: changes ? resource.cause : nil, error: error(sync, trouble: trouble))
    status.memory = vitals.memory
    status.cpu = vitals.cpu
    status.uptime = vitals.uptime
    status.restarts = vitals.restarts
    status.restartNote = vitals.restartNote
    status.changes = resource.changes
    return status
  }

  /// The bridges that it is on, or should be.
  var bridges: Set<String> { Set((spec ?? entry?.spec)?.networks.map(\.bridge) ?? []) }

  private var isSuspended: Bool { spec?.suspend == true }

  private var isUnderWay: Bool { entry?.trial != nil || entry?.isGoing == true }

  private var sync: SyncState {
    if isDamaged { return .unknown }
    if !isSuspended {
      if case .unknown = run { return .unknown }
      // Its removal has begun, although no commit that could be read asks for it.
      if entry?.isGoing == true { return .outOfSync }
    }
    let isAsPlanned =
      resource.change == .unchanged && resource.blocked == nil && resource.heldBack == nil
      && resource.waits == nil
    return isAsPlanned ? .synced : .outOfSync
  }

  /// The state, and what is wrong where the state alone does not say it.
  private func health(_ vitals: Vitals) -> (HealthState, String?) {
    if isDamaged { return (.unknown, nil) }
    if isSuspended { return (.suspended, nil) }
    if case .unknown = run { return (.unknown, nil) }
    let isThere = seen.config != .missing || run.isAlive
    // Somebody else's of the same name.
    guard let entry else { return (isThere ? .unknown : .missing, nil) }
    if isUnderWay { return (.progressing, nil) }
    guard isThere else { return (.missing, nil) }
    return switch run {
    case .running: (vitals.probeFailure == nil ? .healthy : .degraded, vitals.probeFailure)
    case .frozen: (.degraded, "it is frozen")
    case .orphaned: (.degraded, "it runs without a monitor")
    case .stopped where (spec ?? entry.spec).state == .running: ended(spec ?? entry.spec)
    case .stopped: (.healthy, nil)
    case .unknown: (.unknown, nil)
    }
  }

  /// One that should run and does not, unless it has ended with its work done.
  private func ended(_ spec: ContainerSpec) -> (HealthState, String?) {
    guard let end = seen.ended else { return (.degraded, "it does not run") }
    let isDone = end == .clean && spec.restart.leaves(end)
    return isDone ? (.healthy, nil) : (.degraded, "\(end)")
  }

  private func error(_ sync: SyncState, trouble: String?) -> String? {
    let cause =
      lastFailure(sync) ?? resource.blocked ?? resource.heldBack ?? resource.waits ?? refusal
    // What waits because its init ended says so itself.
    let isSaid = trouble.map { cause?.hasPrefix($0) == true } ?? true
    let parts = [cause, isSaid ? nil : trouble].compactMap(\.self)
    return parts.isEmpty ? nil : parts.joined(separator: "; ")
  }

  /// What it failed with, where that is still what is asked for: a later commit makes it history.
  private func lastFailure(_ sync: SyncState) -> String? {
    guard sync != .synced, let failure, failure.spec == spec else { return nil }
    let commit = failure.commit.map { String($0.prefix(7)) }
    if entry == nil {
      return "new\(commit.map { " in \($0)" } ?? ""), failed and removed again: \(failure.reason)"
    }
    return "rolled back\(commit.map { " from \($0)" } ?? ""): \(failure.reason)"
  }
}
