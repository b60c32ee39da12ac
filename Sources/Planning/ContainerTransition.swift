import ContainerModel

/// The way of one container from what is to what should be.
struct ContainerTransition {
  let name: ContainerName
  let desired: DesiredContainer?
  let entry: InventoryEntry?
  let observed: ObservedContainer
  /// The ids that an unprivileged container has: those it was made with, else the host's.
  let mapping: IDRange?
  /// Whether something of this name exists that this program did not make.
  let isForeign: Bool
  /// What is not as it should be.
  private(set) var differences: [FieldDifference]
  /// What the plan says of it.
  private(set) var resource: PlannedResource

  init(
    name: ContainerName, desired: DesiredContainer?, entry: InventoryEntry?,
    observed: ObservedContainer?, state: ObservedState
  ) {
    self.name = name
    self.desired = desired
    self.entry = entry
    self.observed = observed ?? ObservedContainer()
    mapping = desired?.spec.mapping(previous: entry, host: state.host.idRange)
    isForeign = entry == nil && observed.map(\.isDefined) == true
    resource = PlannedResource(name: name.description, change: .unchanged)
    differences = []
    (differences, resource) = judge(in: state)
  }

  var reference: ResourceReference {
    ResourceReference(kind: .container, name: name.description)
  }

  /// Whether something is going to be done.
  var acts: Bool { resource.change != .unchanged && resource.blocked == nil }

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

  /// Uppers that must be out of the way before the container is configured: they would come back from an earlier time.
  var uppersInTheWay: [String] {
    observed.uppers.filter { wantedUppers.contains($0) && !keptUppers.contains($0) }
  }

  /// Uppers that are of no more use once the container is as it should be.
  var uppersToRetire: [String] {
    observed.uppers.filter { !wantedUppers.contains($0) }
  }

  private var wantedUppers: [String] {
    desired?.spec.upperKeys(mapping: mapping) ?? []
  }

  private var keptUppers: [String] {
    entry.map { $0.spec.upperKeys(mapping: $0.mapping) } ?? []
  }
}

extension ObservedContainer {
  /// Whether anything of the container stands on this machine.
  fileprivate var isDefined: Bool {
    if case .unknown = run { return false }
    return config != .missing || run != .stopped
  }
}
