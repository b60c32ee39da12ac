import ContainerModel

/// A value that differs, with what it takes to mend it.
struct FieldDifference {
  var change: FieldChange
  var changeClass: ChangeClass
  var cause: ChangeCause
}

/// What differs between what is asked for and what is.
///
/// Each value is compared with the best witness there is: the kernel, else what the running init was started with (for what
/// only a start can change), else the inventory.
func differences(
  desired: ContainerSpec, entry: InventoryEntry, observed: ObservedContainer
) -> [FieldDifference] {
  let wanted = withMACs(desired.fields, of: desired, entry: entry)
  let applied = withMACs(entry.spec.fields, of: entry.spec, entry: entry)
  let started =
    observed.startedWith.map { withMACs($0.spec.fields, of: $0.spec, entry: $0) } ?? applied
  let runs = observed.run.isAlive
  var paths = Set(wanted.keys).union(applied.keys)
  if runs {
    paths.formUnion(started.keys)
    paths.formUnion(observed.actual.keys)
  }
  paths.remove("state")

  return paths.sorted().compactMap { path in
    let changeClass = FieldClass.change(of: path)
    let before: String?
    if runs, let actual = observed.actual[path] {
      before = actual.text
    } else if runs, changeClass >= .restart {
      before = started[path]
    } else {
      before = applied[path]
    }
    let after = wanted[path]
    guard before != after else { return nil }
    let field = SpecField(path, "")
    return FieldDifference(
      change: FieldChange(
        path: path, before: field.isMasked ? before.map { _ in FieldChange.masked } : before,
        after: field.isMasked ? after.map { _ in FieldChange.masked } : after),
      changeClass: changeClass, cause: applied[path] == after ? .drift : .spec)
  }
}

/// Adds the hardware addresses that the inventory assigned to interfaces whose spec names none.
private func withMACs(
  _ fields: [String: String], of spec: ContainerSpec, entry: InventoryEntry
) -> [String: String] {
  var fields = fields
  for network in spec.networks where network.mac == nil {
    fields["networks[\(network.name)].mac"] = entry.macs[network.name]?.description
  }
  return fields
}
