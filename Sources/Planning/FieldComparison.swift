import ContainerModel

/// Compares what is asked for with what is, field by field.
///
/// Each value goes by the best witness there is: the kernel; for what only a start can change, what the running init was
/// started with as well; else the inventory.
struct FieldComparison {
  private let wanted: [String: String]
  private let applied: [String: String]
  /// What the running init was started with; nil where none runs.
  private let started: [String: String]?
  private let actual: [String: ObservedValue]
  private let interfaces: InterfaceChanges
  /// Whether what runs can be denied a device that it was allowed.
  private let canTakeDevices: Bool

  init(
    desired: ContainerSpec, entry: InventoryEntry, observed: ObservedContainer, host: HostFacts
  ) {
    wanted = Self.fields(of: desired, after: entry)
    applied = Self.fields(of: entry)
    let runs = observed.run.isAlive
    started = runs ? observed.startedWith.map(Self.fields(of:)) ?? applied : nil
    actual = runs ? observed.actual : [:]
    interfaces = InterfaceChanges(
      wanted: desired.networks, started: (observed.startedWith ?? entry).spec.networks,
      actual: actual)
    canTakeDevices = host.canTakeDevices
  }

  /// All that differs, by path. Whether the container runs is another matter.
  var differences: [FieldDifference] {
    var paths = Set(wanted.keys).union(applied.keys).union(actual.keys)
    if let started { paths.formUnion(started.keys) }
    paths.remove("state")
    return paths.sorted().compactMap(difference)
  }

  private func difference(at path: String) -> FieldDifference? {
    let after = wanted[path]
    let changeClass = changeClass(of: path)
    let before = witness(of: path, changeClass)
    guard Self.isSame(before, after) else {
      return FieldDifference(
        change: FieldChange(masking: path, before: before, after: after), changeClass: changeClass,
        cause: Self.isSame(applied[path], after) ? .drift : .spec)
    }
    guard !Self.isSame(applied[path], after) else { return nil }
    // It is right by chance, by hand, or after a run that was cut off: the next start would undo it.
    return FieldDifference(
      change: FieldChange(masking: path, before: applied[path], after: after), changeClass: .live,
      cause: .spec, isWrittenOnly: true)
  }

  private func witness(of path: String, _ changeClass: ChangeClass) -> String? {
    let isRecorded =
      changeClass >= .restart || path.hasPrefix("devices[") || interfaces.covers(path)
    guard let started, isRecorded else { return actual[path].map(\.text) ?? applied[path] }
    // That something is as it should be is easily said: that a mount is there, not what is mounted. So both must say it.
    guard let seen = actual[path], !Self.isSame(seen.text, wanted[path]) else {
      return started[path]
    }
    return seen.text
  }

  /// The class of the table, but for what no step can do to a running container.
  private func changeClass(of path: String) -> ChangeClass {
    let general = FieldClass.change(of: path)
    guard let started else { return general }
    if path.hasPrefix("networks["), interfaces.covers(path) { return .live }
    let isTaken = path.hasPrefix("devices[") && started[path] != nil
    return isTaken && !canTakeDevices ? .restart : general
  }

  /// By bytes: Swift takes different ways to write the same letter for equal, programs do not.
  private static func isSame(_ left: String?, _ right: String?) -> Bool {
    switch (left, right) {
    case (nil, nil): true
    case (let left?, let right?): left.utf8.elementsEqual(right.utf8)
    default: false
    }
  }

  private static func fields(of entry: InventoryEntry) -> [String: String] {
    fields(of: entry.spec, after: entry)
  }

  /// The fields of `spec`, with the hardware addresses that `entry` assigned where neither names one. Where the entry's spec
  /// named one, it is not kept: it may be another's now.
  private static func fields(of spec: ContainerSpec, after entry: InventoryEntry) -> [String:
    String]
  {
    var fields = spec.fields
    for network in spec.networks where network.mac == nil {
      fields["networks[\(network.name)].mac"] = entry.assignedMAC(network.name)?.description
    }
    return fields
  }
}
