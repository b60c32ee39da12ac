import ContainerModel
import FoundationEssentials
import Planning
import Reconciling
import SpecSamples
import StateKeeping
import Testing

/// A state directory with two containers that run as they should, in a folder of its own.
struct Keep {
  let layout: StateLayout
  let lxcPath: String
  let names: [ContainerName]
  let entries: [ContainerName: InventoryEntry]

  static func with(_ body: (Keep) throws -> Void) throws {
    let root =
      FileManager.default.temporaryDirectory.path + "/keep-\(UInt64.random(in: 0 ... .max))"
    defer { try? FileManager.default.removeItem(atPath: root) }
    try body(try Keep(root))
  }

  private init(_ root: String) throws {
    layout = StateLayout(root: "\(root)/state")
    lxcPath = "\(root)/lxc"
    names = [try parsed("dns"), try parsed("web")]
    let id = try StateDirectory(layout: layout, allowVolatile: true).prepare()
    let range = try #require(IDRange(first: 100_000, count: 65_536))
    entries = Dictionary(
      uniqueKeysWithValues: try names.map { name in
        let spec = ContainerSpec(
          name: name,
          image: .archive(path: "/i", sha256: try parsed(String(repeating: "a", count: 64))))
        return (
          name,
          InventoryEntry(
            stateID: id, spec: spec, revision: nil, mapping: range, macs: [:], configDigest: "")
        )
      })
    let inventory = inventory
    for (name, entry) in entries {
      try inventory.write(entry)
      try Data().write(to: URL(filePath: "\(lxcPath)/\(name)/config"))
    }
    try inventory.flush()
  }

  /// What a run that begins now finds.
  var inventory: StateInventory { StateInventory(layout: layout, lxcPath: lxcPath) }

  var directory: StateDirectory { StateDirectory(layout: layout, allowVolatile: true) }

  func entryFile(_ name: ContainerName) -> String { "\(lxcPath)/\(name)/inventory.json" }

  /// The plan for a commit that asks for `wanted`, while everything runs that ever did.
  func plan(_ content: InventoryContent, wanted: [ContainerName]) throws -> Plan {
    let desired = DesiredState(
      revision: nil,
      containers: wanted.compactMap { entries[$0]?.spec }.map {
        DesiredContainer(spec: $0, origin: SpecOrigin(path: "\($0.name)", line: 1, column: 1))
      })
    let range = try #require(IDRange(first: 100_000, count: 65_536))
    var containers: [String: ObservedContainer] = [:]
    for (name, entry) in entries {
      containers[name.description] = ObservedContainer(
        run: .running, config: .current, startedWith: entry,
        uppers: entry.spec.upperKeys(mapping: range))
    }
    return makePlan(
      desired: desired,
      observed: ObservedState(
        containers: containers, inventory: content.entries, damaged: content.damaged,
        images: Set(entries.values.compactMap(\.imageKey)),
        host: HostFacts(idRange: range, supportedLimits: [], cgroupLayout: "v2", bridges: [])),
      basis: "")
  }

  /// Leaves of a file each beginning that is shorter than the whole, and then puts it back.
  func eachBeginning(of path: String, _ body: (Int) throws -> Void) throws {
    let whole = try Data(contentsOf: URL(filePath: path))
    for length in 0..<whole.count {
      try whole.prefix(length).write(to: URL(filePath: path))
      try body(length)
    }
    try whole.write(to: URL(filePath: path))
  }
}
