import ContainerModel
import Planning

extension Machine {
  /// After how many parts of a step the power can fail, the last one included.
  static func parts(of action: StepAction) -> Int {
    action == .configure || action == .destroy ? 3 : 1
  }

  /// Does the first `parts` parts of a step.
  mutating func perform(_ step: PlanStep, desired: DesiredState, parts: Int = 3) {
    guard step.resource.kind == .container, let name = ContainerName(step.resource.name) else {
      prepare(step)
      return
    }
    switch step.action {
    case .configure: configure(name, desired: desired, parts: parts)
    case .record: record(name, desired: desired)
    case .stop: inits[name] = nil
    case .start: start(name)
    case .settle:
      if inits[name] == nil { complain("\(step.id): nothing runs") }
      inventory[name]?.trial = nil
    case .rollBack, .withdraw: break
    case .setResources: setResources(name)
    case .resizeRoot: resize(name)
    case .moveInterface: move(name, step.item ?? "")
    case .addInterface: add(name, step.item ?? "")
    case .removeInterface: remove(name, step.item ?? "")
    case .setDevices: setDevices(name)
    case .thaw: thaw(name)
    case .weigh: weigh(name, step.item)
    case .retireUpper: retire(name, step.item ?? "")
    case .takeBack: takeBack(name, step.item ?? "")
    case .destroy: destroy(name, parts: parts)
    case .unpack, .export, .clearAway: complain("\(step.id): not of a container")
    }
  }

  private mutating func prepare(_ step: PlanStep) {
    if step.action == .unpack, let key = ImageKey(step.resource.name) {
      if !images.insert(key).inserted { complain("\(step.id): is there already") }
    } else if step.action == .export, FolderKey(step.resource.name) != nil {
      if !folders.insert(step.resource.name).inserted { complain("\(step.id): is there already") }
    } else {
      complain("\(step.id): makes no sense")
    }
  }

  private mutating func configure(_ name: ContainerName, desired: DesiredState, parts: Int) {
    guard let spec = desired.containers[name]?.spec else {
      return complain("\(name): configured though nobody asked")
    }
    if inventory[name] == nil, configs[name] != nil || inits[name] != nil {
      complain("\(name): taken over from somebody else")
    }
    var entry = entry(for: spec, before: inventory[name])
    if tried.contains(name.description) {
      let isNew = inventory[name].map { $0.isGoing == true } ?? true
      let before = isNew ? nil : inventory[name].map { $0.trial.map(\.before) ?? EarlierState($0) }
      entry.trial = Trial(before: before ?? nil)
    }
    inventory[name] = entry
    guard parts > 1 else { return }
    uppers[name, default: []].formUnion(spec.upperKeys(mapping: entry.mapping))
    volumes[name, default: []].formUnion(spec.volumes)
    guard parts > 2 else { return }
    configs[name] = .written(entry.proved)
  }

  /// The entry that a run writes.
  func entry(for spec: ContainerSpec, before: InventoryEntry?) -> InventoryEntry {
    var macs: [String: MACAddress] = [:]
    for (index, network) in spec.networks.enumerated() {
      macs[network.name] =
        network.mac ?? before?.assignedMAC(network.name)
        ?? MACAddress(octets: [2, 0, 0, 0, 0xff, UInt8(index)])
    }
    return InventoryEntry(
      stateID: "id", spec: spec, revision: nil,
      mapping: spec.mapping(previous: before, host: host.idRange), macs: macs, configDigest: "")
  }

  private mutating func record(_ name: ContainerName, desired: DesiredState) {
    guard let spec = desired.containers[name]?.spec, spec.suspend, inventory[name] != nil else {
      return complain("\(name): recorded without need")
    }
    let isCurrent = configs[name] == inventory[name].map { .written($0.proved) }
    inventory[name]?.spec.suspend = true
    inventory[name]?.spec.protect = spec.protect
    // Neither stands in the config.
    if isCurrent { configs[name] = inventory[name].map { .written($0.proved) } }
  }

  private mutating func start(_ name: ContainerName) {
    guard let entry = inventory[name] else { return complain("\(name): started without an entry") }
    if inits[name] != nil { complain("\(name): a second init") }
    if configs[name] != .written(entry.proved) { complain("\(name): started from another config") }
    if let key = entry.imageKey, !images.contains(key) { complain("\(name): no image \(key)") }
    for (_, key) in entry.spec.folders(mapping: entry.mapping)
    where !folders.contains(key.description) {
      complain("\(name): no folder \(key)")
    }
    for key in entry.spec.upperKeys(mapping: entry.mapping)
    where uppers[name]?.contains(key) != true {
      complain("\(name): no upper \(key)")
    }
    for network in entry.spec.networks where !host.bridges.contains(network.bridge) {
      complain("\(name): no bridge \(network.bridge)")
    }
    boot(entry)
  }

  private mutating func setResources(_ name: ContainerName) {
    guard let entry = inventory[name], inits[name] != nil else {
      return complain("\(name): limited though it does not run")
    }
    inits[name]?.limits = entry.spec.resources.fields.filter {
      host.supportedLimits.contains($0.key)
    }
  }

  private mutating func resize(_ name: ContainerName) {
    guard let entry = inventory[name], inits[name]?.entry.spec.rootfs.mode == .ephemeral else {
      return complain("\(name): has no root file system in memory that could have another size")
    }
    inits[name]?.rootSize = entry.spec.rootfs.upperSize
  }

  private mutating func move(_ name: ContainerName, _ interface: String) {
    guard let alive = inits[name],
      alive.entry.spec.networks.contains(where: { $0.name == interface }),
      let network = inventory[name]?.spec.networks.first(where: { $0.name == interface })
    else { return complain("\(name): has no \(interface) that could be moved") }
    if !host.bridges.contains(network.bridge) { complain("\(name): moved to nowhere") }
    inits[name]?.bridges[interface] = network.bridge
  }

  private mutating func add(_ name: ContainerName, _ interface: String) {
    guard let entry = inventory[name], inits[name] != nil,
      let network = entry.spec.networks.first(where: { $0.name == interface })
    else { return complain("\(name): has no \(interface) that could be added") }
    if !host.bridges.contains(network.bridge) { complain("\(name): added on no bridge") }
    inits[name]?.entry.spec.networks.removeAll { $0.name == interface }
    inits[name]?.entry.spec.networks.append(network)
    inits[name]?.entry.macs[interface] = network.mac ?? entry.macs[interface]
    inits[name]?.bridges[interface] = network.bridge
  }

  private mutating func remove(_ name: ContainerName, _ interface: String) {
    guard inits[name]?.entry.spec.networks.contains(where: { $0.name == interface }) == true else {
      return complain("\(name): has no \(interface) that could be removed")
    }
    inits[name]?.entry.spec.networks.removeAll { $0.name == interface }
    inits[name]?.entry.macs[interface] = nil
    inits[name]?.bridges[interface] = nil
  }

  private mutating func setDevices(_ name: ContainerName) {
    guard let entry = inventory[name], let before = inits[name]?.entry.spec.devices else {
      return complain("\(name): given devices though it does not run")
    }
    if !host.canTakeDevices, !before.allSatisfy(entry.spec.devices.contains) {
      complain("\(name): a device taken back")
    }
    inits[name]?.entry.spec.devices = entry.spec.devices
  }

  private mutating func thaw(_ name: ContainerName) {
    if inits[name]?.isFrozen != true { complain("\(name): thawed though it is not frozen") }
    inits[name]?.isFrozen = false
  }

  private mutating func retire(_ name: ContainerName, _ upper: String) {
    if inventory[name] == nil { complain("\(name): its upper retired without an entry") }
    if let alive = inits[name]?.entry, alive.spec.upperKeys(mapping: alive.mapping).contains(upper)
    {
      complain("\(name): its upper retired while it runs on it")
    }
    if uppers[name]?.remove(upper) == nil { complain("\(name): has no upper \(upper)") }
  }

  private mutating func destroy(_ name: ContainerName, parts: Int) {
    if inventory[name] == nil { complain("\(name): destroyed though it is not ours") }
    if inits[name] != nil { complain("\(name): destroyed under a live init") }
    inventory[name]?.isGoing = true
    guard parts > 1 else { return }
    attic[name, default: []].formUnion(volumes[name] ?? [])
    uppers[name] = nil
    volumes[name] = nil
    guard parts > 2 else { return }
    configs[name] = nil
    inventory[name] = nil
  }

  private mutating func weigh(_ name: ContainerName, _ upper: String?) {
    let isThere =
      upper.map { uppers[name]?.contains($0) == true }
      ?? (uppers[name]?.isEmpty == false || volumes[name]?.isEmpty == false)
    if !isThere { complain("\(name): nothing to weigh") }
  }

  private mutating func takeBack(_ name: ContainerName, _ volume: String) {
    if attic[name]?.remove(volume) == nil { complain("\(name): no volume \(volume) in the attic") }
    if !volumes[name, default: []].insert(volume).inserted {
      complain("\(name): a second volume \(volume)")
    }
  }
}
