import ContainerModel
import FoundationEssentials
import SpecSamples
import Testing

@Suite("the fields of a spec")
struct FieldTests {
  @Test("change one by one, each at its own path and in its own class", arguments: FieldEdit.all)
  func oneByOne(_ edit: FieldEdit) throws {
    let before = try richSpec()
    var after = before
    try edit.apply(to: &after)
    let changed = Set(before.fields.keys).union(after.fields.keys)
      .filter { before.fields[$0] != after.fields[$0] }
    #expect(changed == [edit.path])
    #expect(FieldClass.change(of: edit.path) == edit.change)
  }

  @Test("are each covered by the test above")
  func covered() throws {
    let edited = Set(FieldEdit.all.map(\.path))
    #expect(Set(try richSpec().fields.keys).subtracting(edited) == [])
    for row in FieldClass.table {
      #expect(
        edited.contains { FieldClass.change(of: $0) == row.change && covers(row.prefix, $0) },
        "no edit of \(row.prefix)")
    }
  }

  private func covers(_ prefix: String, _ path: String) -> Bool {
    path.replacing(/\[[^\]]*\]/, with: "[]").hasPrefix(prefix)
  }

  /// Goes through the stored form, so that a property that somebody adds and forgets here is found.
  @Test("differ whatever single value of a spec differs")
  func nothingForgotten() throws {
    let spec = try richSpec()
    let document = try JSONDecoder().decode(JSONValue.self, from: JSONEncoder().encode(spec))
    var untouched = Set(document.variations { [$0] }.map(\.way))
    for (way, variation) in document.variations(Self.others) {
      let bytes = try JSONEncoder().encode(variation)
      guard let other = try? JSONDecoder().decode(ContainerSpec.self, from: bytes), other != spec
      else { continue }
      untouched.remove(way)
      guard way != ".name" else { continue }
      #expect(other.fields != spec.fields, "\(way)")
    }
    #expect(untouched == [], "no other value was found for these")
  }

  private static func others(_ value: JSONValue) -> [JSONValue] {
    switch value {
    case .bool(let value): [.bool(!value)]
    case .number(let value): [.number(value + 1)]
    case .text(let text):
      [
        text + "x", text + "1", "stopped", "never", "readOnly", "persistent", "unconfined",
        "SIGINT", "7s",
        "7MiB", "7",
        "0.7", "02:00:00:00:00:07", "10.7.7.7", "10.7.7.7/8", String(repeating: "7", count: 64),
      ].map { .text($0) }
    case .null, .list, .object: []
    }
  }

  @Test("are the same for specs that mean the same")
  func meaning() throws {
    let spec = try richSpec()
    var other = spec
    other.networks.reverse()
    other.mounts.reverse()
    other.devices.reverse()
    other.dependsOn.reverse()
    other.security.capabilities = .drop(["sys_chroot", "net_raw"])
    #expect(other.fields == spec.fields)

    var written = spec
    written.rootfs = RootfsSpec(mode: .ephemeral, size: RootfsSpec.defaultTmpfsSize)
    other.rootfs = RootfsSpec(mode: .ephemeral)
    #expect(other.fields == written.fields)
  }

  @Test("keep lists apart whatever stands in them")
  func lists() throws {
    let lists = [
      [], [""], ["", ""], ["a, b"], ["a", "b"], ["\"a\", \"b\""], ["a\\", "b"], ["a\", \"b"],
      ["[a", "b]"], [" "],
      ["a b"], ["'a'"], ["a\\\"", "b"], ["e\u{301}"], ["\u{301}", "e"],
    ]
    var texts: Set<String> = []
    for list in lists {
      var spec = try richSpec()
      spec.command = list
      let text = try #require(spec.fields["command"])
      #expect(texts.insert(text).inserted, "\(list) looks like another: \(text)")
    }
  }

  @Test("show which probe of its health a container has, and none where it has none")
  func probes() throws {
    var spec = try richSpec()
    spec.health = HealthSpec(probe: .exec(command: ["pg_isready", "-h", "a b"]))
    #expect(spec.fields["health.exec"] == "[pg_isready, -h, \"a b\"]")
    spec.health = HealthSpec(probe: .tcp(port: 53))
    #expect(
      spec.fields.filter { $0.key.hasPrefix("health") } == [
        "health.tcp.port": "53", "health.interval": "5s", "health.timeout": "5s",
        "health.retries": "5", "health.startPeriod": "0s",
      ])
    spec.health = nil
    #expect(!spec.fields.keys.contains { $0.hasPrefix("health") })
  }

  @Test("show a folder of the repository with all of its content's id")
  func folders() throws {
    var spec = try richSpec()
    let before = spec.fields
    let tree = String(repeating: "7", count: 39) + "8"
    spec.mounts[3].source = .overlay(
      lower: [.repository(folder: "web/etc", tree: tree), .host(path: "/srv/shared etc")],
      upper: "etc", size: nil)
    #expect(before["mounts[/etc/web].overlay.lower"]?.contains("repo:web/etc@777") == true)
    #expect(spec.fields != before)
  }
}
