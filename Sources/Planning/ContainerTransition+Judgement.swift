import ContainerModel

extension ContainerTransition {
  /// Finds what differs and what has to become of the container.
  func judge(in state: ObservedState) -> ([FieldDifference], PlannedResource) {
    guard state.bounds.only?.contains(name) != false else {
      return ([], unchanged("not looked at (--only)"))
    }
    var (differences, resource) = bareJudgement()
    if resource.change != .unchanged, resource.blocked == nil {
      resource.blocked = obstacle(to: resource, in: state)
    }
    if resource.change == .unchanged { differences = [] }
    return (differences, resource)
  }

  private func unchanged(_ reason: String = "") -> PlannedResource {
    PlannedResource(name: name.description, change: .unchanged, reason: reason)
  }

  private func bareJudgement() -> ([FieldDifference], PlannedResource) {
    guard let desired else { return ([], removal()) }
    let spec = desired.spec
    guard !spec.suspend else { return ([], unchanged("suspended in its spec: left as it is")) }
    if case .unknown(let why) = observed.run {
      var resource = unchanged()
      resource.blocked = "does not answer: \(why)"
      return ([], resource)
    }
    guard let entry else { return ([], creation(of: spec)) }
    let differences =
      Planning.differences(desired: spec, entry: entry, observed: observed)
      + conditionDifferences(spec, entry: entry)
    return (differences, change(by: differences, spec: spec, entry: entry))
  }

  private func removal() -> PlannedResource {
    PlannedResource(
      name: name.description, change: .destroy, cause: .spec,
      reason: "no longer in the repository; its data goes to the attic")
  }

  private func creation(of spec: ContainerSpec) -> PlannedResource {
    var changes: [FieldChange] = []
    for (path, value) in spec.fields.sorted(by: { $0.key < $1.key }) {
      let isMasked = SpecField(path, value).isMasked
      changes.append(
        FieldChange(path: path, before: nil, after: isMasked ? FieldChange.masked : value))
    }
    return PlannedResource(
      name: name.description, change: .create, cause: .spec,
      reason: spec.security.privileged ? "privileged: its root is root on this machine" : "",
      changes: changes)
  }

  /// What is not right of the container as a whole: whether it runs, its config, leftover uppers.
  private func conditionDifferences(_ spec: ContainerSpec, entry: InventoryEntry)
    -> [FieldDifference]
  {
    var differences: [FieldDifference] = []
    if let run = runDifference(spec, entry: entry) { differences.append(run) }
    switch observed.config {
    case .current: break
    case .edited, .missing:
      // What an init that nobody recorded was started with is anybody's guess once the config was edited.
      let guess = observed.run.isAlive && observed.startedWith == nil
      differences.append(
        FieldDifference(
          change: FieldChange(
            path: "config", before: observed.config == .edited ? "changed by hand" : nil,
            after: "as written"),
          changeClass: guess ? .restart : .live, cause: .drift))
    case .outdated:
      differences.append(
        FieldDifference(
          change: FieldChange(path: "config", before: "as written before", after: "as written now"),
          changeClass: .live, cause: .drift))
    }
    for upper in uppersToRetire where entry.upperKey == spec.upperKey(mapping: mapping) {
      differences.append(
        FieldDifference(
          change: FieldChange(path: "rootfs.upper", before: String(upper.prefix(12)), after: nil),
          changeClass: .live, cause: .drift))
    }
    return differences
  }

  private func runDifference(_ spec: ContainerSpec, entry: InventoryEntry) -> FieldDifference? {
    let cause: ChangeCause = entry.spec.state == spec.state ? .drift : .spec
    func difference(_ before: String, _ after: String, _ changeClass: ChangeClass)
      -> FieldDifference
    {
      FieldDifference(
        change: FieldChange(path: "state", before: before, after: after), changeClass: changeClass,
        cause: cause)
    }
    switch (observed.run, spec.state) {
    case (.stopped, .running): return difference("stopped", "running", .live)
    case (.running, .stopped), (.orphaned, .stopped): return difference("running", "stopped", .live)
    case (.frozen, .running): return difference("frozen", "running", .live)
    case (.frozen, .stopped): return difference("frozen", "stopped", .live)
    case (.orphaned, .running): return difference("running without a monitor", "running", .restart)
    case (.stopped, .stopped), (.running, .running), (.unknown, _): return nil
    }
  }

  private func change(by differences: [FieldDifference], spec: ContainerSpec, entry: InventoryEntry)
    -> PlannedResource
  {
    guard let deepest = differences.map(\.changeClass).max() else { return unchanged() }
    let kind: ChangeKind
    switch (deepest, spec.state, observed.run.isAlive) {
    case (.recreate, _, _): kind = .recreate
    case (_, .running, false): kind = .start
    case (_, .stopped, true): kind = .stop
    case (.restart, .running, true): kind = .restart
    case (.live, .running, true), (_, .stopped, false): kind = .live
    }
    let isSpec = differences.contains { $0.cause == .spec }
    return PlannedResource(
      name: name.description, change: kind, cause: isSpec ? .spec : .drift,
      reason: reason(kind, isSpec: isSpec),
      changes: differences.map(\.change).sorted { $0.path < $1.path })
  }

  private func reason(_ kind: ChangeKind, isSpec: Bool) -> String {
    switch kind {
    case .recreate where !(desired?.spec.volumes ?? []).isEmpty:
      "volumes stay; the old upper goes to the attic"
    case .recreate: "the old upper goes to the attic"
    case .start where !isSpec: "does not run: will be started"
    case .restart where observed.run == .orphaned: "its monitor died: will be stopped and started"
    case .restart where !(desired?.spec.volumes ?? []).isEmpty: "volume data stays"
    default: ""
    }
  }
}
