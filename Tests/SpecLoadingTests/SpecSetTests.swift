import ContainerModel
import SpecLoading
import Testing

/// A small valid spec with lines of its own.
private func spec(_ name: String, _ lines: String = "") -> String {
  """
  apiVersion: turris-containers/v1
  kind: Container
  name: \(name)
  image: {directory: /srv/rootfs}
  \(lines)
  """
}

/// Loads files given as text by path.
private func load(_ files: [String: String], folders: [String: String?] = [:]) async -> LoadedSpecs
{
  await loadSpecs(
    files.map { SpecFile(path: $0.key, bytes: Array($0.value.utf8)) }, folders: folders)
}

/// A line for each diagnostic: `path:line:column: message (note)`.
private func complaints(_ loaded: LoadedSpecs) -> [String] {
  loaded.diagnostics.map {
    "\($0.path):\($0.line):\($0.column): \($0.message)" + ($0.note.map { " (\($0))" } ?? "")
  }
}

@Suite("Files are one wish together")
struct SpecSetTests {
  @Test("containers come in the order of their files")
  func order() async {
    let loaded = await load([
      "b.yaml": spec("one"), "a.yml": spec("two"), "a/c.yaml": spec("three"),
    ])
    #expect(loaded.containers?.map(\.spec.name.description) == ["two", "three", "one"])
    #expect(
      loaded.containers?.map(\.origin.description) == ["a.yml:1:1", "a/c.yaml:1:1", "b.yaml:1:1"])
  }

  @Test("one file in error keeps all from being used")
  func allOrNothing() async {
    let loaded = await load(["a.yaml": spec("a"), "b.yaml": spec("b", "state: paused")])
    #expect(loaded.containers == nil)
    #expect(
      complaints(loaded) == ["b.yaml:5:8: 'state' must be one of running, stopped, not 'paused'"])
  }

  @Test("a name, an address and a MAC address belong to one container")
  func duplicates() async {
    let network = "networks: [{bridge: b, mac: 02:00:00:00:00:0a, ipv4: {address: 10.0.0.5/24}}]"
    let loaded = await load([
      "a.yaml": spec("same", network),
      "b.yaml": spec("same"),
      "c.yaml": spec(
        "other",
        "networks: [{bridge: c, mac: 02:00:00:00:00:0A, ipv4: {address: 10.0.0.5/8}}]"),
      "d.yaml": spec("six", "networks: [{bridge: c, ipv6: {address: \"fd00::5/64\"}}]"),
      "e.yaml": spec("seven", "networks: [{bridge: c, ipv6: {address: \"fd00:0::0:5/48\"}}]"),
    ])
    #expect(
      complaints(loaded) == [
        "b.yaml:3:7: container 'same' is defined twice; rename one (a.yaml:3:7)",
        "c.yaml:5:29: MAC address 02:00:00:00:00:0a is also used by 'same' (a.yaml:5:29)",
        "c.yaml:5:64: address 10.0.0.5/8 is also used by 'same' (a.yaml:5:64)",
        "e.yaml:5:40: address fd00::5/48 is also used by 'six' (d.yaml:5:40)",
      ])
  }

  @Test("a file with other errors is compared as well")
  func partial() async {
    let loaded = await load([
      "a.yaml": spec("a", "networks: [{bridge: b, ipv4: {address: 10.0.0.5/24}}]\nstate: x"),
      "b.yaml": spec("b", "networks: [{bridge: b, ipv4: {address: 10.0.0.5/24}}]"),
    ])
    #expect(complaints(loaded).count == 2)
  }

  @Test("a file that cannot be read makes no errors of others")
  func broken() async {
    let loaded = await load([
      "a.yaml": spec("a", "dependsOn: [web, dns, dsn]"), "lan/web.yaml": "name: [", "dns.yaml": "",
    ])
    let complaints = complaints(loaded)
    #expect(!complaints.contains { $0.contains("'web'") }, "\(complaints)")
    #expect(complaints.contains { $0.hasPrefix("lan/web.yaml:1:") }, "\(complaints)")
    #expect(complaints.contains { $0.contains("no container is named 'dsn'") }, "\(complaints)")
  }

  @Test("dependencies exist and never run in a circle")
  func dependencies() async {
    let loaded = await load([
      "a.yaml": spec("a", "dependsOn: [b, dsn]"), "b.yaml": spec("b", "dependsOn:\n  - c"),
      "c.yaml": spec("c", "dependsOn: [a, d]"), "d.yaml": spec("d", "dependsOn: [d, dns]"),
      "dns.yaml": spec("dns"),
    ])
    #expect(
      complaints(loaded) == [
        "a.yaml:5:16: no container is named 'dsn'; did you mean 'dns'?",
        "c.yaml:5:13: these containers wait for each other: a -> b -> c -> a",
        "d.yaml:5:13: 'd' depends on itself; remove this",
      ])
  }

  @Test("containers that share a dependency make no circle")
  func diamond() async {
    let loaded = await load([
      "a.yaml": spec("a", "dependsOn: [b, c]"), "b.yaml": spec("b", "dependsOn: [d]"),
      "c.yaml": spec("c", "dependsOn: [d]"), "d.yaml": spec("d"),
    ])
    #expect(loaded.diagnostics == [])
    #expect(loaded.containers?.first?.spec.dependsOn.map(\.description) == ["b", "c"])
  }

  @Test("a chain of thousands is followed without deep recursion")
  func chain() async {
    let count = 2000
    let files = (0..<count).map { number in
      let next = number + 1 == count ? "" : "dependsOn: [n\(number + 1)]"
      return SpecFile(path: "\(number).yaml", bytes: Array(spec("n\(number)", next).utf8))
    }
    #expect(await loadSpecs(files, folders: [:]).diagnostics == [])
    let closed =
      files.dropLast() + [
        SpecFile(path: "last.yaml", bytes: Array(spec("n1999", "dependsOn: [n0]").utf8))
      ]
    let found = await loadSpecs(Array(closed), folders: [:]).diagnostics
    #expect(found.count == 1)
    #expect(found.first?.message.hasSuffix(" -> … -> n0") == true)
  }

  @Test("an address that is a network's own is worth a warning, and no more")
  func warning() async {
    let loaded = await load([
      "a.yaml": spec("a", "networks: [{bridge: b, ipv4: {address: 10.0.0.0/24}}]"),
      "b.yaml": spec("b", "networks: [{bridge: b, ipv4: {address: 10.0.0.255/24}}]"),
    ])
    #expect(loaded.containers?.count == 2)
    #expect(loaded.diagnostics.map(\.severity) == [.warning, .warning])
    #expect(
      complaints(loaded) == [
        "a.yaml:5:40: '10.0.0.0/24' is the address of the network itself; an interface usually has"
          + " another",
        "b.yaml:5:40: '10.0.0.255/24' is the broadcast address of its network; an interface usually"
          + " has another",
      ])
  }

  @Test("no file at all asks for no container")
  func nothing() async {
    #expect(await load([:]) == LoadedSpecs(containers: [], diagnostics: []))
  }
}
