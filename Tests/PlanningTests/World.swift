import ContainerModel
import Planning
import Testing

/// A machine and a commit that agree, to be put out of agreement by a test.
struct World {
  var desired: DesiredState
  var observed: ObservedState

  static let digest = String(repeating: "a", count: 64)
  static let otherDigest = String(repeating: "b", count: 64)

  /// `names` are running as their specs ask.
  init(_ names: String...) throws {
    let range = try #require(IDRange(first: 100_000, count: 65_536))
    let specs = try names.map { try Self.spec($0) }
    desired = DesiredState(
      revision: Revision(
        commit: String(repeating: "3", count: 40), reference: "main", subject: "a change",
        author: "Eva", time: "2026-11-23T19:14:02Z"),
      containers: specs.map {
        DesiredContainer(
          spec: $0, origin: SpecOrigin(path: "\($0.name).yaml", line: 1, column: 1))
      })
    observed = ObservedState(
      images: [
        ImageKey(digest: try #require(SHA256Digest(Self.digest)), mapping: range)
      ],
      host: HostFacts(
        idRange: range,
        supportedLimits: [
          "resources.memory.limit", "resources.cpu.limit", "resources.pids.limit",
        ],
        cgroupLayout: "hybrid", bridges: ["br-lan", "br-guest"]))
    for spec in specs { run(spec) }
  }

  static func spec(_ name: String) throws -> ContainerSpec {
    var spec = ContainerSpec(
      name: try #require(ContainerName(name)),
      image: .archive(
        path: "/srv/images/\(name).tar.xz", sha256: try #require(SHA256Digest(digest))))
    spec.networks = [NetworkInterfaceSpec(name: "eth0", bridge: "br-lan")]
    spec.resources.memory.limit = ByteCount("64MiB")
    return spec
  }

  /// Makes `spec` a running container of ours.
  mutating func run(_ spec: ContainerSpec) {
    let mapping = spec.mapping(previous: nil, host: observed.host.idRange)
    let entry = InventoryEntry(
      stateID: "id", spec: spec, revision: desired.revision, mapping: mapping, macs: [:],
      configDigest: "digest")
    observed.inventory[spec.name] = entry
    var actual: [String: ObservedValue] = [:]
    for limit in observed.host.supportedLimits {
      actual[limit] = spec.resources.fields[limit].map { .value($0) } ?? .unset
    }
    for network in spec.networks {
      actual["networks[\(network.name)].bridge"] = .value(network.bridge)
    }
    observed.containers[spec.name.description] = ObservedContainer(
      run: .running, config: .current, startedWith: entry, actual: actual,
      uppers: spec.upperKeys(mapping: mapping), volumes: spec.volumes)
  }

  mutating func edit(_ name: String, _ change: (inout ContainerSpec) throws -> Void) throws {
    let name = try #require(ContainerName(name))
    var spec = try #require(desired.containers[name]?.spec)
    try change(&spec)
    desired.containers[name]?.spec = spec
  }

  mutating func see(_ name: String, _ change: (inout ObservedContainer) -> Void) throws {
    var container = try #require(observed.containers[name])
    change(&container)
    observed.containers[name] = container
  }

  mutating func remove(_ name: String) throws {
    desired.containers[try #require(ContainerName(name))] = nil
  }

  var plan: Plan { makePlan(desired: desired, observed: observed, basis: "sha256:0") }

  func resource(_ name: String) throws -> PlannedResource {
    try #require(plan.resources.first { $0.name == name })
  }

  var stepIDs: [String] { plan.steps.map(\.id) }
}
