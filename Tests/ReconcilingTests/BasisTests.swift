import ContainerModel
import FoundationEssentials
import SpecSamples
import Testing

@testable import Reconciling

@Suite("the basis of a plan")
struct BasisTests {
  private func container() throws -> ContainerSpec { try richSpec() }

  private func entry(_ spec: ContainerSpec) throws -> InventoryEntry {
    InventoryEntry(
      stateID: "id", spec: spec,
      revision: Revision(
        commit: String(repeating: "3", count: 40), reference: "main", subject: "a change",
        author: "Eva", time: "2026-11-23T19:14:02Z"),
      mapping: IDRange(first: 100_000, count: 65_536),
      macs: ["eth0": try #require(MACAddress("02:00:5e:10:00:01"))], configDigest: "digest")
  }

  /// A state in which nothing is empty.
  private func observed() throws -> ObservedState {
    let spec = try container()
    let digest = try #require(SHA256Digest(String(repeating: "a", count: 64)))
    var policy = Policy()
    policy.bindSources = ["/srv"]
    policy.imageDirectories = ["/images"]
    policy.overlayLowers = ["/lowers"]
    policy.devices = ["/dev/ttyUSB"]
    policy.capabilities = ["sys_time"]
    policy.sysctls = ["kernel.panic"]
    policy.limits.memory = ByteCount("1GiB")
    policy.limits.cpu = CoreCount("2")
    return ObservedState(
      containers: [
        "web": ObservedContainer(
          run: .running, config: .outdated, startedWith: try entry(spec),
          actual: ["resources.pids.limit": .value("5"), "networks[eth0].bridge": .unset],
          uppers: ["u"], volumes: ["v"]),
        "other": ObservedContainer(run: .unknown("stuck")),
      ],
      inventory: [spec.name: try entry(spec)],
      damaged: [try #require(ContainerName("damaged")): "torn"],
      images: [ImageKey(digest: digest, mapping: nil)], folders: ["folder"],
      host: HostFacts(
        idRange: IDRange(first: 1, count: 2), idRangeProblem: "none", supportedLimits: ["a"],
        cgroupLayout: "v2", bridges: ["br-lan"], interfaces: ["lo"], ownDirectories: ["/own"],
        links: ["/a": "/b"]),
      policy: policy,
      bounds: PlanBounds(
        allowDestroy: 3, only: [spec.name], sourceChanged: true, maxChange: .live, isHealing: true))
  }

  private func desired() throws -> DesiredState {
    DesiredState(
      revision: try entry(try container()).revision,
      containers: [
        DesiredContainer(
          spec: try container(), origin: SpecOrigin(path: "web.yaml", line: 1, column: 1))
      ])
  }

  @Test("is the same for the same states")
  func same() throws {
    let first = try basis(of: desired(), observed())
    #expect(try basis(of: desired(), observed()) == first)
    #expect(first.hasPrefix("sha256:") && first.utf8.count == 71)
  }

  @Test("is another for a change of any single value that the planner can read")
  func everyValue() throws {
    let original = try basis(of: desired(), observed())
    var changed = 0
    for (path, document) in try variants(of: observed()) {
      guard let state = try? JSONDecoder().decode(ObservedState.self, from: document) else {
        continue
      }
      if state == (try observed()) { continue }
      changed += 1
      #expect(try basis(of: desired(), state) != original, "\(path)")
    }
    for (path, document) in try variants(of: desired()) {
      guard let state = try? JSONDecoder().decode(DesiredState.self, from: document) else {
        continue
      }
      if state == (try desired()) { continue }
      changed += 1
      #expect(try basis(of: state, observed()) != original, "\(path)")
    }
    #expect(changed > 150, "only \(changed) values could be changed")
  }

  /// The state as JSON, once for each value in it with that one changed; many of them are no states.
  private func variants(of state: some Encodable) throws -> [(path: String, document: Data)] {
    let root = try JSONDecoder().decode(JSONValue.self, from: JSONEncoder().encode(state))
    return try root.variations(Self.others).map {
      (path: $0.way, document: try JSONEncoder().encode($0.document))
    }
  }

  private static func others(_ value: JSONValue) -> [JSONValue] {
    switch value {
    case .text(let text): [.text("x\(text)"), .text("\(text)1"), .text("running")]
    case .number(let number): [.number(number + 1)]
    case .bool(let truth): [.bool(!truth)]
    case .null, .list, .object: []
    }
  }
}
