import ContainerModel

/// The way of one container from what is to what should be.
struct ContainerTransition {
  /// Large values that hardly a copy of a transition needs: one reference instead of dozens.
  private final class Ends: Sendable {
    let desired: DesiredContainer?
    let entry: InventoryEntry?
    let observed: ObservedContainer

    init(desired: DesiredContainer?, entry: InventoryEntry?, observed: ObservedContainer) {
      self.desired = desired
      self.entry = entry
      self.observed = observed
    }
  }

  let name: ContainerName
  private let ends: Ends
  /// The ids that an unprivileged container has: those it was made with, else the host's.
  let mapping: IDRange?
  /// Whether something of this name exists that this program did not make.
  let isForeign: Bool
  /// Whether what failed or ended before is tried again.
  private let isRetried: Bool
  /// What is not as it should be.
  private(set) var differences: [FieldDifference] = []
  /// Whether it is removed because it is new and failed, and not because nobody asks for it.
  let isWithdrawn: Bool
  /// Whether it is left as it is for now.
  private(set) var isWaiting = false
  /// What the plan says of it.
  private(set) var resource: PlannedResource

  init(
    name: ContainerName, desired: DesiredContainer?, state: ObservedState,
    isWithdrawn: Bool = false
  ) {
    self.name = name
    self.isWithdrawn = isWithdrawn
    isRetried = state.bounds.retry
    let entry = state.inventory[name]
    let seen = state.containers[name.description]
    ends = Ends(desired: desired, entry: entry, observed: seen ?? ObservedContainer())
    mapping = desired?.spec.mapping(previous: entry, host: state.host.idRange)
    isForeign = entry == nil && state.damaged[name] == nil && seen?.isDefined == true
    resource = PlannedResource(name: name.description, change: .unchanged)
    (differences, resource) = judge(in: state)
  }

  /// What is asked for; nil where nothing is.
  var desired: DesiredContainer? { ends.desired }
  /// What this program knows of it; nil where it never made one.
  var entry: InventoryEntry? { ends.entry }
  /// What is.
  var observed: ObservedContainer { ends.observed }

  var reference: ResourceReference {
    ResourceReference(kind: .container, name: name.description)
  }

  /// Keeps the change from being made.
  mutating func block(_ why: String) {
    guard resource.change != .unchanged else { return }
    resource.blocked = resource.blocked ?? why
  }

  /// Restarts it because `dependency`, which it depends on, gets another address.
  mutating func restart(after dependency: ContainerName) {
    resource.change = .restart
    resource.cause = .dependency
    resource.reason = "'\(dependency)', which it depends on, gets another address"
    resource.changes.append(
      FieldChange(path: "dependsOn[\(dependency)].address", before: "as before", after: "another"))
  }

  /// Leaves it as it is for now.
  mutating func wait(_ why: String) {
    resource.waits = why
    isWaiting = true
  }

  /// Says that it is only made what it was, while its change waits.
  mutating func mend(while why: String) { resource.waits = why }

  /// Says that it is only made what it was.
  mutating func holdBack(_ why: String) { resource.heldBack = why }

  /// Removes what a run left that was cut off before it could, so that no guard has to allow it.
  mutating func withdraw(_ why: String) {
    resource.heldBack = why
    resource.reason = "is new and failed; its data goes to the attic"
  }

  /// Whether what runs, or is to run, has not proved itself.
  ///
  /// Where a run was cut off on the way back to what the entry says again, only what was recorded of the start knows of that.
  var isOnTrial: Bool {
    guard let entry else { return false }
    if entry.trial != nil { return true }
    guard let started = observed.startedWith, started.trial != nil, let desired else {
      return false
    }
    return started.spec != entry.spec && desired.spec != entry.spec
  }

  /// Whether its init ended by itself, and its spec leaves it at that.
  var staysEnded: Bool {
    guard !isRetried, !isOnTrial, let ended = observed.ended, let spec = desired?.spec,
      entry?.spec.state == spec.state
    else { return false }
    return spec.restart.leaves(ended)
  }

  /// Whether something is going to be done.
  var acts: Bool { resource.change != .unchanged && resource.blocked == nil && !isWaiting }

  /// Whether its init is going to start.
  var starts: Bool {
    guard acts, desired?.spec.state == .running else { return false }
    return switch resource.change {
    case .create, .start, .restart, .recreate: true
    case .live, .stop, .destroy, .unchanged: false
    }
  }

  /// Whether its init is going to end.
  var stops: Bool {
    guard acts, observed.run.isAlive else { return false }
    return switch resource.change {
    case .restart, .recreate, .stop, .destroy: true
    case .create, .start, .live, .unchanged: false
    }
  }

  /// Volumes that come back from the attic with it.
  var volumesToTakeBack: [String] {
    acts && resource.change == .create ? returningVolumes : []
  }

  /// Volumes of the spec that would come back if it were made.
  var returningVolumes: [String] {
    guard !observed.returning.isEmpty else { return [] }
    return (desired?.spec.volumes ?? []).filter {
      observed.returning.contains($0) && !observed.volumes.contains($0)
    }
  }

  /// Uppers that are of no more use once the container is as it should be.
  ///
  /// One that it comes back to is kept: it is there only because a way to another image was not gone to its end.
  var uppersToRetire: [String] {
    guard !observed.uppers.isEmpty else { return [] }
    let goesOn = observed.run.isAlive && !stops
    let inUse = goesOn ? observed.startedWith.map { $0.spec.upperKeys(mapping: $0.mapping) } : []
    // Where nobody recorded what the running init stands on, it may be any.
    guard let inUse else { return [] }
    let wanted = desired?.spec.upperKeys(mapping: mapping) ?? []
    return observed.uppers.filter { !wanted.contains($0) && !inUse.contains($0) }
  }
}

extension ObservedContainer {
  /// Whether anything of what it wrote stands on disk.
  var keepsData: Bool { !uppers.isEmpty || !volumes.isEmpty }

  /// Whether anything of the container stands on this machine.
  fileprivate var isDefined: Bool {
    if case .unknown = run { return false }
    return config != .missing || run != .stopped
  }
}
