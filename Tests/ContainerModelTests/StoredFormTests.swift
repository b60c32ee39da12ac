import ContainerModel
import FoundationEssentials
import SpecSamples
import Testing

@Suite("what is stored")
struct StoredFormTests {
  private func copy<Value: Codable>(_ value: Value) throws -> Value {
    try JSONDecoder().decode(Value.self, from: JSONEncoder().encode(value))
  }

  private func text(_ value: some Encodable) throws -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    return String(decoding: try encoder.encode(value), as: UTF8.self)
  }

  @Test("of random specs comes back the same")
  func specs() throws {
    var sampler = SpecSampler(seed: 4)
    for _ in 0..<300 {
      let spec = try sampler.spec(named: "web")
      let copied = try copy(spec)
      #expect(copied == spec)
      #expect(copied.fields == spec.fields)
    }
    #expect(try copy(try richSpec()) == richSpec())
  }

  @Test("of a spec from before there was a policy of restarts has the default")
  func beforeRestart() throws {
    let spec = try richSpec()
    var members = try JSONDecoder().decode(
      [String: JSONValue].self, from: Data(try text(spec).utf8))
    #expect(members.removeValue(forKey: "restart") != nil)
    let before = try JSONEncoder().encode(members)
    #expect(try JSONDecoder().decode(ContainerSpec.self, from: before).restart == .always)
  }

  @Test("of a spec from before there was health is a spec without it")
  func beforeHealth() throws {
    var spec = try richSpec()
    let stored = try text(spec)
    var members = try JSONDecoder().decode([String: JSONValue].self, from: Data(stored.utf8))
    #expect(members.removeValue(forKey: "health") != nil)
    let before = try JSONEncoder().encode(members)
    spec.health = nil
    #expect(try JSONDecoder().decode(ContainerSpec.self, from: before) == spec)
  }

  @Test("of an entry, a start and a whole state comes back the same")
  func states() throws {
    let spec = try richSpec()
    let entry = InventoryEntry(
      stateID: "id", spec: spec,
      revision: Revision(
        commit: String(repeating: "1", count: 40), reference: "main", subject: "s", author: "a",
        time: "2026-11-23T19:14:02Z"), mapping: IDRange(first: 100_000, count: 65_536),
      macs: ["eth0": try parsed("02:00:5e:10:00:01")], configDigest: "digest")
    let record = StartRecord(
      identity: InitIdentity(pid: 7, startTime: .max, bootID: "boot"), entry: entry,
      digest: "sha256", restarts: RestartCount())
    #expect(try copy(record) == record)
    var state = ObservedState(
      containers: [
        "web": ObservedContainer(
          run: .unknown("why"), config: .edited, startedWith: entry,
          actual: ["resources.memory.limit": .unset, "networks[eth0].mac": .value("x")],
          uppers: ["u"], volumes: ["v"])
      ], inventory: [spec.name: entry], images: try Set([#require(entry.imageKey)]), folders: ["f"],
      host: HostFacts(
        idRange: nil, idRangeProblem: "none", supportedLimits: ["b", "a"], cgroupLayout: "v2",
        bridges: ["br-lan"], interfaces: ["eth0"]))
    state.bounds = PlanBounds(
      allowDestroy: 2, only: [spec.name], sourceChanged: true, maxChange: .recreate)
    #expect(try copy(state) == state)
    #expect(try text(state).contains(#""supportedLimits":["a","b"]"#))
  }

  @Test("has quantities as text, and names as keys")
  func shape() throws {
    let spec = try richSpec()
    let stored = try text(spec)
    for part in [
      #""limit":"64MiB""#, #""name":"web""#, #""mac":"02:00:5e:10:00:01""#, #""user":"33:34""#,
      #""address":"fd00::20/64""#, #""timeout":"90s""#, #""set":"0-1,3""#,
    ] { #expect(stored.contains(part), "\(part)") }
    #expect(try text([spec.name: 1]) == #"{"web":1}"#)
    #expect(throws: DecodingError.self) {
      try JSONDecoder().decode([ContainerName: Int].self, from: Data(#"{"../x":1}"#.utf8))
    }
  }

  @Test("does not come back where it says something that cannot be")
  func nonsense() throws {
    for (type, text) in [
      ("range", #"{"first":0,"count":65536}"#), ("range", #"{"first":4294967295,"count":2}"#),
      ("bytes", #""-1B""#), ("bytes", "1024"), ("name", #""Web""#), ("mac", #""02:00""#),
      ("key", #""-p""#),
    ] {
      #expect(throws: DecodingError.self, "\(type) \(text)") {
        let decoder = JSONDecoder()
        let data = Data(text.utf8)
        switch type {
        case "range": _ = try decoder.decode(IDRange.self, from: data)
        case "bytes": _ = try decoder.decode(ByteCount.self, from: data)
        case "name": _ = try decoder.decode(ContainerName.self, from: data)
        case "mac": _ = try decoder.decode(MACAddress.self, from: data)
        default: _ = try decoder.decode(ImageKey.self, from: data)
        }
      }
    }
  }
}
