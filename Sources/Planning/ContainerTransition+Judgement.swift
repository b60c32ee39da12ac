import ContainerModel

extension ContainerTransition {
  /// Finds what differs and what has to become of the container.
  func judge(in state: ObservedState) -> ([FieldDifference], PlannedResource) {
    if let why = state.damaged[name] {
      var resource = unchanged()
      resource.blocked = why
      return ([], resource)
    }
    if state.bounds.isHealing, entry?.isGoing == true {
      return ([], unchanged("its removal has begun; the next commit that is read decides"))
    }
    if let only = state.bounds.only {
      guard only.contains(name) else { return ([], unchanged("not looked at (--only)")) }
      guard desired != nil || isWithdrawn else {
        return ([], unchanged("no longer in the repository; --only removes nothing"))
      }
    }
    var (differences, resource) = bareJudgement(host: state.host)
    if resource.blocked == nil, desired?.spec.suspend != true { resource.blocked = missingData }
    // Nothing stands in the way of writing down that one is suspended.
    if resource.change != .unchanged, resource.blocked == nil, desired?.spec.suspend != true {
      resource.blocked = obstacle(to: resource, in: state)
    }
    if resource.change == .unchanged { differences = [] }
    return (differences, resource)
  }

  private func unchanged(_ reason: String = "") -> PlannedResource {
    PlannedResource(name: name.description, change: .unchanged, reason: reason)
  }

  private func bareJudgement(host: HostFacts) -> ([FieldDifference], PlannedResource) {
    guard let desired else { return ([], removal()) }
    // What is left of it is taken over, and what is in the attic taken back.
    if entry?.isGoing == true, !observed.run.isAlive, !desired.spec.suspend {
      return ([], creation(of: desired.spec))
    }
    let spec = desired.spec
    guard !spec.suspend else { return suspension(of: spec) }
    if case .unknown(let why) = observed.run {
      var resource = unchanged()
      resource.blocked = "its state is unknown: \(why)"
      return ([], resource)
    }
    guard let entry else { return ([], creation(of: spec)) }
    let differences =
      FieldComparison(desired: spec, entry: entry, observed: observed, host: host).differences
      + conditionDifferences(spec, entry: entry)
    return (differences, change(by: differences, spec: spec))
  }

  private func removal() -> PlannedResource {
    PlannedResource(
      name: name.description, change: .destroy, cause: .spec,
      reason: "no longer in the repository; its data goes to the attic")
  }

  /// Nothing is done, but for writing down that nothing is to be done: a later run that cannot read the commit must know.
  private func suspension(of spec: ContainerSpec) -> ([FieldDifference], PlannedResource) {
    let reason = "suspended in its spec: left as it is"
    guard let entry else { return ([], unchanged(reason)) }
    let differences = [
      ("protect", entry.spec.protect, spec.protect), ("suspend", entry.spec.suspend, true),
    ].filter { $0.1 != $0.2 }.map { path, before, after in
      FieldDifference(
        change: FieldChange(path: path, before: "\(before)", after: "\(after)"), changeClass: .live,
        cause: .spec, isWrittenOnly: true)
    }
    guard !differences.isEmpty else { return ([], unchanged(reason)) }
    return (
      differences,
      PlannedResource(
        name: name.description, change: .live, cause: .spec, reason: reason,
        changes: differences.map(\.change))
    )
  }

  /// What is still there of an earlier container of this name, and is put to use.
  private func leftovers(for spec: ContainerSpec) -> [String] {
    spec.volumes.filter(observed.volumes.contains).map { "volume \($0)" }
      + spec.upperKeys(mapping: mapping).filter(observed.uppers.contains).map { _ in "upper" }
  }

  private func creation(of spec: ContainerSpec) -> PlannedResource {
    let changes = spec.fieldValues.sorted { $0.path < $1.path }.map {
      FieldChange(masking: $0.path, before: nil, after: $0.text)
    }
    var reasons: [String] = []
    if spec.security.privileged { reasons.append("privileged: its root is root on this machine") }
    let returning = returningVolumes
    if !returning.isEmpty {
      reasons.append("takes back from the attic: volume \(returning.joined(separator: ", "))")
    }
    let kept = observed.keepsData ? leftovers(for: spec) : []
    if !kept.isEmpty {
      reasons.append("takes over what is left of its name: \(kept.joined(separator: ", "))")
    }
    return PlannedResource(
      name: name.description, change: .create, cause: .spec,
      reason: reasons.joined(separator: "; "), changes: changes)
  }

  /// What is not right of the container as a whole: whether it runs, its config, leftover uppers.
  private func conditionDifferences(_ spec: ContainerSpec, entry: InventoryEntry)
    -> [FieldDifference]
  {
    var differences: [FieldDifference] = []
    if let run = runDifference(spec, entry: entry) { differences.append(run) }
    if let config = configDifference { differences.append(config) }
    if isOnTrial {
      differences.append(
        FieldDifference(
          change: FieldChange(path: "trial", before: "not seen healthy", after: "healthy"),
          changeClass: .live, cause: .drift))
    }
    for upper in uppersToRetire where entry.upperKey == spec.upperKey(mapping: mapping) {
      differences.append(
        FieldDifference(
          change: FieldChange(path: "rootfs.upper", before: upper, after: nil), changeClass: .live,
          cause: .drift))
    }
    return differences
  }

  private var configDifference: FieldDifference? {
    let before: String?
    switch observed.config {
    case .current: return nil
    case .edited: before = "changed by hand, or by a run that was cut off"
    case .missing: before = nil
    case .outdated: before = "as written before"
    }
    // What an init that nobody recorded was started with is anybody's guess once the config was edited.
    let isGuess =
      observed.config != .outdated && observed.run.isAlive && observed.startedWith == nil
    return FieldDifference(
      change: FieldChange(path: "config", before: before, after: "as it should be"),
      changeClass: isGuess ? .restart : .live, cause: .drift)
  }

  private func runDifference(_ spec: ContainerSpec, entry: InventoryEntry) -> FieldDifference? {
    let cause: ChangeCause = entry.spec.state == spec.state ? .drift : .spec
    func difference(_ before: String, _ changeClass: ChangeClass = .live) -> FieldDifference {
      FieldDifference(
        change: FieldChange(path: "state", before: before, after: spec.state.rawValue),
        changeClass: changeClass, cause: cause)
    }
    switch (observed.run, spec.state) {
    case (.stopped, .running) where staysEnded: return nil
    case (.stopped, .running): return difference("stopped")
    case (.running, .stopped): return difference("running")
    case (.frozen, _): return difference("frozen")
    case (.orphaned, .running): return difference("running without a monitor", .restart)
    case (.orphaned, .stopped): return difference("running without a monitor")
    case (.stopped, .stopped), (.running, .running), (.unknown, _):
      guard entry.spec.state != spec.state else { return nil }
      return FieldDifference(
        change: FieldChange(
          path: "state", before: entry.spec.state.rawValue, after: spec.state.rawValue),
        changeClass: .live, cause: .spec, isWrittenOnly: true)
    }
  }

  private func change(by differences: [FieldDifference], spec: ContainerSpec) -> PlannedResource {
    guard let deepest = differences.map(\.changeClass).max() else {
      return unchanged(staysEnded ? leftReason : "")
    }
    let kind: ChangeKind
    switch (deepest, spec.state, observed.run.isAlive) {
    case (.recreate, _, _): kind = .recreate
    case (.live, .running, false) where staysEnded: kind = .live
    case (_, .running, false): kind = .start
    case (_, .stopped, true): kind = .stop
    case (.restart, .running, true): kind = .restart
    case (.live, .running, true), (_, .stopped, false): kind = .live
    }
    let isSpec = differences.contains { $0.cause == .spec }
    return PlannedResource(
      name: name.description, change: kind, cause: isSpec ? .spec : .drift,
      reason: reason(kind, differences, isSpec: isSpec),
      changes: differences.map(\.change).sorted {
        ($0.path, $0.before ?? "") < ($1.path, $1.before ?? "")
      })
  }

  private func reason(_ kind: ChangeKind, _ differences: [FieldDifference], isSpec: Bool) -> String
  {
    let keepsVolumes = !(desired?.spec.volumes ?? []).isEmpty
    return switch kind {
    case .recreate: recreationReason(keepsVolumes: keepsVolumes)
    case .start where !isSpec:
      "\(observed.ended.map { "\($0)" } ?? "does not run"): will be started"
    case .restart where observed.run == .orphaned: "its monitor died: will be stopped and started"
    case .restart where differences.contains(where: \.takesDevice):
      "control groups of version 2 take no device back from what runs"
        + (keepsVolumes ? "; volume data stays, also if this is rolled back" : "")
    case .restart where keepsVolumes: "volume data stays, also if this is rolled back"
    case .live where differences.allSatisfy(\.isWrittenOnly):
      "is so already: only what is written down for its next start changes"
    default: ""
    }
  }

  /// Why one that has ended is left so.
  private var leftReason: String {
    guard let ended = observed.ended, let spec = desired?.spec else { return "" }
    return "\(ended), and restart is \(spec.restart.rawValue): left so; --retry starts it"
  }

  private func recreationReason(keepsVolumes: Bool) -> String {
    let wanted = desired?.spec.upperKeys(mapping: mapping) ?? []
    var parts: [String] = keepsVolumes ? ["volumes stay, also if this is rolled back"] : []
    if wanted.contains(where: observed.uppers.contains) {
      parts.append("comes back to the upper that it had")
    }
    if observed.uppers.contains(where: { !wanted.contains($0) }) {
      parts.append("the old upper goes to the attic")
    }
    return parts.joined(separator: "; ")
  }
}
