import ContainerModel
import SpecSamples

/// A commit and a machine that may be far from it, always the same for the same seed.
struct RandomWorld {
  var desired: DesiredState
  var machine: Machine
  private var sampler: SpecSampler

  private static let names = ["a", "b", "c", "d", "e", "f", "g", "h"]

  init(seed: UInt64) throws {
    sampler = SpecSampler(seed: seed)
    desired = DesiredState(
      revision: Revision(
        commit: String(repeating: "3", count: 40), reference: "main", subject: "a change",
        author: "Eva", time: "2026-11-23T19:14:02Z"), containers: [])
    var bridges: Set = ["br-lan", "br-guest"]
    if sampler.random.oneIn(8) { bridges.remove("br-guest") }
    machine = Machine(
      host: HostFacts(
        idRange: IDRange(first: 100_000, count: 65_536),
        supportedLimits: [
          "resources.memory.limit", "resources.cpu.limit", "resources.pids.limit",
        ], cgroupLayout: sampler.random.pick(["hybrid", "v2"]), bridges: bridges))
    machine.policy.devices = ["/dev"]
    for name in Self.names.prefix(Int.random(in: 1...8, using: &sampler.random)) {
      try add(try parsed(name))
    }
    desired.containers = try Self.asked(by: &sampler, of: machine)
    for key in machine.inventory.values.compactMap(\.imageKey) where !sampler.random.oneIn(10) {
      machine.images.insert(key)
    }
    for alive in machine.inits.values { alive.entry.imageKey.map { _ = machine.images.insert($0) } }
    try setBounds()
  }

  /// What another commit could ask of the same machine.
  mutating func askAnew() throws {
    desired.containers = try Self.asked(by: &sampler, of: machine)
  }

  /// What was applied, as something to go back to.
  mutating func heal() {
    machine.bounds.isHealing = true
    desired.revision = nil
    desired.containers = machine.inventory.mapValues {
      DesiredContainer(spec: $0.spec, origin: .none)
    }
  }

  private mutating func setBounds() throws {
    machine.bounds.allowDestroy = sampler.random.pick([nil, nil, 0, 1, 100, 100])
    machine.bounds.maxChange =
      sampler.random.oneIn(4) ? sampler.random.pick(MaxChange.allCases) : .destroy
    machine.bounds.sourceChanged = sampler.random.oneIn(10)
    let known = Set(desired.containers.keys).union(machine.inventory.keys).sorted()
    if sampler.random.oneIn(6) { machine.bounds.only = sampler.random.some(known) }
  }

  /// Makes up what is there of one container.
  private mutating func add(_ name: ContainerName) throws {
    switch Int.random(in: 0..<12, using: &sampler.random) {
    case 0: machine.attic[name] = Set(sampler.random.some(["data", "etc", "old"]))
    case 1:
      machine.configs[name] = .byHand
      if sampler.random.oneIn(2) { boot(try entry(name)) }
    case 2:
      machine.damaged[name] = "its entry is damaged"
      if sampler.random.oneIn(2) { boot(try entry(name)) }
    case 3:
      let left = sampler.random.some(try leftovers(name))
      machine.uppers[name] = Set(left)
      machine.volumes[name] = Set(sampler.random.some(["data", "etc", "old"]))
    default: try addOurs(name)
    }
  }

  private mutating func addOurs(_ name: ContainerName) throws {
    let entry = try entry(name)
    machine.inventory[name] = entry
    machine.uppers[name] = Set(entry.spec.upperKeys(mapping: entry.mapping))
    if sampler.random.oneIn(5) {
      let more = sampler.random.some(try leftovers(name))
      machine.uppers[name]?.formUnion(more)
    }
    machine.volumes[name] = Set(entry.spec.volumes)
    machine.configs[name] = sampler.random.pick([
      .written(entry), .written(entry), .written(entry), .byHand, .outdated(entry), nil,
    ])
    guard entry.spec.state == .running ? !sampler.random.oneIn(5) : sampler.random.oneIn(5) else {
      return
    }
    // Now and then a run was cut off before it started the container from what it had written.
    let started = sampler.random.oneIn(5) ? try self.entry(name) : entry
    machine.uppers[name]?.formUnion(started.spec.upperKeys(mapping: started.mapping))
    boot(started)
    machine.inits[name]?.isRecorded = started != entry || !sampler.random.oneIn(8)
    machine.inits[name]?.isFrozen = sampler.random.oneIn(10)
    machine.inits[name]?.hasMonitor = !sampler.random.oneIn(10)
    if sampler.random.oneIn(20) { machine.silent.insert(name) }
    try disturb(name)
  }

  /// Somebody changes what can be changed while a container runs.
  private mutating func disturb(_ name: ContainerName) throws {
    if sampler.random.oneIn(4) {
      machine.inits[name]?.limits = try sampler.resources().fields
    }
    if machine.inits[name]?.rootSize != nil, sampler.random.oneIn(3) {
      machine.inits[name]?.rootSize = ByteCount("3MiB")
    }
    for interface in machine.inits[name]?.bridges.keys.sorted() ?? []
    where sampler.random.oneIn(6) {
      machine.inits[name]?.bridges[interface] = sampler.random.pick(["br-lan", "br-other", nil])
    }
  }

  private mutating func boot(_ entry: InventoryEntry) {
    machine.boot(entry)
    for (_, key) in entry.spec.folders(mapping: entry.mapping) {
      machine.folders.insert(key.description)
    }
  }

  private mutating func entry(_ name: ContainerName) throws -> InventoryEntry {
    let others = try Self.names.filter { $0 != name.description }.map {
      try parsed($0, as: ContainerName.self)
    }
    var spec = try sampler.spec(named: name.description, dependsOn: others)
    spec.protect = sampler.random.oneIn(15)
    return machine.entry(for: spec, before: nil)
  }

  private mutating func leftovers(_ name: ContainerName) throws -> [String] {
    let spec = try sampler.spec(named: name.description)
    return [spec.upperKey(mapping: machine.host.idRange), spec.upperKey(mapping: nil)]
  }

  /// For each name: as it is, a little else, something else altogether, or nothing.
  private static func asked(by sampler: inout SpecSampler, of machine: Machine) throws
    -> [ContainerName: DesiredContainer]
  {
    var asked: [ContainerName: DesiredContainer] = [:]
    for name in names {
      let name: ContainerName = try parsed(name)
      let before = asked.keys.sorted()
      let random = try sampler.spec(named: name.description, dependsOn: before)
      var spec = machine.inventory[name]?.spec ?? random
      spec.dependsOn = random.dependsOn
      switch Int.random(in: 0..<12, using: &sampler.random) {
      case 0, 1: continue
      case 2, 3: spec = random
      case 4: spec.environment["ADDED"] = "1"
      case 5: spec.resources = random.resources
      case 6: spec.networks = random.networks
      case 7:
        spec.devices = sampler.random.some(["/dev/fuse", "/dev/ttyUSB0"]).map {
          DeviceSpec(path: $0, mode: sampler.random.pick(["r", "rw"]))
        }
      case 8: spec.state = .stopped
      default: break
      }
      asked[name] = DesiredContainer(spec: spec, origin: .none)
    }
    return asked
  }
}

extension SpecOrigin {
  /// Where a made up spec stands.
  fileprivate static let none = SpecOrigin(path: "made-up.yaml", line: 1, column: 1)
}
