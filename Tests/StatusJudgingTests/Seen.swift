import ContainerModel
import Planning
import StatusJudging
import Testing

/// A machine with one container that is as its commit wants it, to be put out of order by a test.
struct Seen {
  var desired: DesiredState
  var observed: ObservedState
  let name: ContainerName

  init(_ change: (inout ContainerSpec) -> Void = { _ in }) throws {
    name = try #require(ContainerName("web"))
    let range = try #require(IDRange(first: 100_000, count: 65_536))
    let digest = try #require(SHA256Digest(String(repeating: "a", count: 64)))
    var spec = ContainerSpec(name: name, image: .archive(path: "/srv/web.tar.xz", sha256: digest))
    change(&spec)
    let revision = Self.revision("3f2c1ab")
    desired = DesiredState(
      revision: revision,
      containers: [
        DesiredContainer(spec: spec, origin: SpecOrigin(path: "web.yaml", line: 1, column: 1))
      ])
    observed = ObservedState(
      images: [ImageKey(digest: digest, mapping: range)],
      host: HostFacts(
        idRange: range, supportedLimits: [], cgroupLayout: "hybrid", bridges: ["br-lan"]))
    let entry = InventoryEntry(
      stateID: "id", spec: spec, revision: revision, mapping: range, macs: [:],
      configDigest: "digest")
    observed.inventory[name] = entry
    observed.containers["web"] = ObservedContainer(
      run: spec.state == .running ? .running : .stopped, config: .current, startedWith: entry,
      uppers: spec.upperKeys(mapping: range), volumes: spec.volumes)
  }

  static func revision(_ digits: String) -> Revision {
    Revision(
      commit: digits + String(repeating: "0", count: 40 - digits.count), reference: "main",
      subject: "a change", author: "Eva", time: "2026-11-23T19:14:02Z")
  }

  mutating func ask(_ change: (inout ContainerSpec) throws -> Void) throws {
    var spec = try #require(desired.containers[name]?.spec)
    try change(&spec)
    desired.containers[name]?.spec = spec
  }

  mutating func enter(_ change: (inout InventoryEntry) -> Void) throws {
    var entry = try #require(observed.inventory[name])
    change(&entry)
    observed.inventory[name] = entry
  }

  mutating func run(_ run: RunCondition) { observed.containers["web"]?.run = run }

  /// What is asked for failed before.
  mutating func fail(_ reason: String) throws {
    observed.failures[name] = FailedAttempt(
      spec: try #require(desired.containers[name]?.spec), dependencies: [:],
      commit: desired.revision?.commit, reason: reason)
  }

  var judge: StatusJudge {
    StatusJudge(
      plan: makePlan(desired: desired, observed: observed, basis: ""), desired: desired,
      observed: observed)
  }

  func machine(_ vitals: Vitals = Vitals()) -> MachineStatus {
    judge.status(
      revision: RevisionStatus(attempted: desired.revision, applied: desired.revision),
      problems: [], vitals: [name: vitals])
  }

  func status(_ vitals: Vitals = Vitals()) throws -> ContainerStatus {
    try #require(machine(vitals).containers.first)
  }
}
