public import ContainerModel

/// Digest of all that a plan is made from. Where fields stand in files only words messages, and is left out.
func basis(of desired: DesiredState, _ observed: ObservedState) throws(OperationError) -> String {
  var feed = BasisFeed()
  feed.add(desired.revision)
  feed.add(desired.containers) { feed, container in
    feed.add(container.spec)
    feed.add("\(container.origin)")
  }
  feed.add(observed.containers) { feed, container in feed.add(container) }
  feed.add(observed.inventory) { feed, entry in feed.add(entry) }
  feed.add(observed.failures) { feed, failure in
    feed.add(failure.spec)
    feed.add(failure.dependencies) { feed, spec in feed.add(spec) }
    feed.add([failure.commit ?? "", failure.reason])
  }
  feed.add(observed.damaged) { feed, why in feed.add(why) }
  feed.add(observed.images.map(\.description).sorted())
  feed.add(observed.folders.sorted())
  try feed.add(json: observed.host)
  try feed.add(json: observed.policy)
  try feed.add(json: observed.bounds)
  return feed.digest
}

extension InventoryEntry {
  /// `sha256:` and 64 hexadecimal digits: two entries that mean something else have another.
  public var digest: String {
    var feed = BasisFeed()
    feed.add(self)
    return feed.digest
  }
}

extension BasisFeed {
  fileprivate mutating func add(_ revision: Revision?) {
    add(revision.map { [$0.commit, $0.reference, $0.subject, $0.author, $0.time] } ?? [])
  }

  /// Two specs have the same fields only where they mean the same.
  fileprivate mutating func add(_ spec: ContainerSpec) {
    add(spec.name.description)
    let values = spec.fieldValues
    add(count: values.count)
    for value in values {
      add(value.path)
      add(value.text)
    }
  }

  fileprivate mutating func add(_ container: ObservedContainer) {
    switch container.run {
    case .stopped: add("stopped")
    case .running: add("running")
    case .frozen: add("frozen")
    case .orphaned: add("orphaned")
    case .unknown(let why): add(["unknown", why])
    }
    add(container.config.rawValue)
    add(container.ended.map { "\($0)" } ?? "")
    add(container.isPausing ? "pausing" : "")
    add(container.startedWith != nil ? "started" : "")
    if let entry = container.startedWith { add(entry) }
    add(container.actual) { feed, value in
      switch value {
      case .value(let text): feed.add(["value", text])
      case .unset: feed.add("unset")
      }
    }
    add(container.uppers)
    add(container.volumes)
    add(container.returning)
  }

  fileprivate mutating func add(_ entry: InventoryEntry) {
    add("\(entry.formatVersion)")
    add(entry.stateID)
    add(entry.spec)
    add(entry.revision)
    add(entry.mapping.map { ["\($0.first)", "\($0.count)"] } ?? [])
    add(entry.macs) { feed, mac in feed.add(mac.description) }
    add(entry.configDigest)
    add(entry.isGoing == true ? "going" : "")
    add(entry.trial.map { $0.before == nil ? "new" : "changed" } ?? "")
    guard let before = entry.trial?.before else { return }
    add(before.spec)
    add(before.revision)
    add(before.mapping.map { ["\($0.first)", "\($0.count)"] } ?? [])
    add(before.macs) { feed, mac in feed.add(mac.description) }
  }
}
