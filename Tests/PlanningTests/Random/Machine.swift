import ContainerModel

/// A router in memory: what it is, as far as a planner can come to know it, and more than that.
struct Machine {
  /// An init that lives, by what it was truly started with.
  struct Init: Hashable {
    /// Tells it from all others.
    var serial: Int
    var entry: InventoryEntry
    /// Limits as the kernel has them, by path.
    var limits: [String: String]
    /// Where the host's ends of its interfaces are ports.
    var bridges: [String: String]
    /// The bound of its root file system in memory.
    var rootSize: ByteCount?
    var isFrozen = false
    var hasMonitor = true
    /// Whether the run directory tells what it was started with.
    var isRecorded = true
  }

  /// An LXC config on disk.
  enum Config: Hashable {
    case written(InventoryEntry)
    case outdated(InventoryEntry)
    case byHand
  }

  var inventory: [ContainerName: InventoryEntry] = [:]
  var damaged: [ContainerName: String] = [:]
  var configs: [ContainerName: Config] = [:]
  var inits: [ContainerName: Init] = [:]
  var silent: Set<ContainerName> = []
  var uppers: [ContainerName: Set<String>] = [:]
  var volumes: [ContainerName: Set<String>] = [:]
  /// Volumes of containers that were removed.
  var attic: [ContainerName: Set<String>] = [:]
  var images: Set<ImageKey> = []
  var folders: Set<String> = []
  var host: HostFacts
  var policy = Policy()
  var bounds = PlanBounds()
  /// The containers that the plan which is carried out knows a way back for.
  var tried: Set<String> = []
  /// How many inits there ever were.
  var starts = 0
  /// What steps did that no step may do.
  private(set) var harm: [String] = []

  init(host: HostFacts) {
    self.host = host
  }

  mutating func complain(_ what: String) { harm.append(what) }

  /// Starts a container from `entry`, whatever lives already.
  mutating func boot(_ entry: InventoryEntry) {
    starts += 1
    let limits = entry.spec.resources.fields.filter { host.supportedLimits.contains($0.key) }
    inits[entry.spec.name] = Init(
      serial: starts, entry: entry, limits: limits,
      bridges: Dictionary(
        entry.spec.networks.map { ($0.name, $0.bridge) }, uniquingKeysWith: { first, _ in first }),
      rootSize: entry.spec.rootfs.upperSize)
  }
}

extension Machine {
  /// What an observer would report.
  var observed: ObservedState {
    var containers: [String: ObservedContainer] = [:]
    let names = Set(inventory.keys).union(configs.keys).union(inits.keys).union(damaged.keys)
      .union(uppers.keys).union(volumes.keys).union(attic.keys)
    for name in names { containers[name.description] = container(name) }
    return ObservedState(
      containers: containers, inventory: inventory, damaged: damaged, images: images,
      folders: folders, host: host, policy: policy, bounds: bounds)
  }

  private func container(_ name: ContainerName) -> ObservedContainer {
    let entry = inventory[name]
    let alive = inits[name]
    return ObservedContainer(
      run: silent.contains(name) ? .unknown("its monitor is stuck") : condition(alive),
      config: condition(configs[name], entry),
      startedWith: alive.flatMap { $0.isRecorded ? $0.entry : nil },
      actual: alive.flatMap { alive in entry.map { actual(alive, $0) } } ?? [:],
      uppers: (uppers[name] ?? []).sorted(), volumes: (volumes[name] ?? []).sorted(),
      returning: entry == nil || entry?.isGoing == true ? (attic[name] ?? []).sorted() : [])
  }

  private func condition(_ alive: Init?) -> RunCondition {
    guard let alive else { return .stopped }
    guard alive.hasMonitor else { return .orphaned }
    return alive.isFrozen ? .frozen : .running
  }

  private func condition(_ config: Config?, _ entry: InventoryEntry?) -> ConfigCondition {
    switch config {
    case nil: .missing
    case .byHand: .edited
    // Of one that is not ours nobody knows what it should be.
    case .written(let written): entry == nil || written == entry?.proved ? .current : .edited
    case .outdated(let written): written == entry?.proved ? .outdated : .edited
    }
  }

  /// As an adapter reports it: of a mount only that something is mounted there.
  private func actual(_ alive: Init, _ entry: InventoryEntry) -> [String: ObservedValue] {
    var actual: [String: ObservedValue] = [:]
    for limit in host.supportedLimits {
      actual[limit] = alive.limits[limit].map { .value($0) } ?? .unset
    }
    actual["rootfs.size"] = alive.rootSize.map { .value($0.description) } ?? .unset
    for network in entry.spec.networks {
      let path = "networks[\(network.name)]"
      actual["\(path).bridge"] = alive.bridges[network.name].map { .value($0) } ?? .unset
      let own = alive.entry.spec.networks.first { $0.name == network.name }
      let mac = own.flatMap { $0.mac ?? alive.entry.macs[network.name] }
      actual["\(path).mac"] = mac.map { .value($0.description) } ?? .unset
    }
    for mount in entry.spec.mounts {
      let own = alive.entry.spec.mounts.first { $0.target == mount.target }
      for (path, value) in entry.spec.fields where path.hasPrefix("mounts[\(mount.target)].") {
        actual[path] = own == nil ? .unset : .value(value)
      }
      if let own { actual["mounts[\(mount.target)].readOnly"] = .value("\(own.readOnly)") }
    }
    for device in entry.spec.devices {
      let isThere = alive.entry.spec.devices.contains { $0.path == device.path }
      actual["devices[\(device.path)].mode"] = isThere ? .value(device.mode) : .unset
    }
    if let key = alive.entry.imageKey {
      actual["image.archive.sha256"] = .value(key.digest.description)
    }
    return actual
  }
}

extension InventoryEntry {
  /// As it stands in the config, which knows nothing of a trial.
  var proved: InventoryEntry {
    var entry = self
    entry.trial = nil
    return entry
  }
}
