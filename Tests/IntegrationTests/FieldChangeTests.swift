import ContainerModel
import FoundationEssentials
import Testing

@Suite("a change of a field")
struct FieldChangeTests {
  private struct PlanDocument: Decodable {
    struct Resource: Decodable {
      struct Change: Decodable {
        let path: String
      }
      let name: String
      let change: String
      let changes: [Change]
    }
    let resources: [Resource]
  }

  @Test("is of the class of the table, does no more to init than that, and takes in the container")
  func everyField() async throws {
    try await Router.with { router in
      let settings = try String(contentsOfFile: router.config, encoding: .utf8)
      try router.write(settings.replacing("settle: 1s", with: "settle: 0s"), to: router.config)
      try await withPolicy(
        "devices: [/dev/net/tun, /dev/fuse, /dev/loop-control]\nunconfined: true\n"
      ) {
        try router.spec("other")
        let other = try await otherImage(router)
        var values = FieldChange.base
        try write(values, router)
        try await router.push()
        let first = try await router.apply()
        #expect(first.status == 0, "\(first)")
        var seen: Set<String> = []
        for change in FieldChange.all {
          values[change.key] = change.value == "other" ? other : change.value
          try write(values, router)
          try await router.push()
          seen.formUnion(try await make(change, router))
        }
        let rows = FieldClass.table.map(\.prefix).filter { row in
          !seen.contains { path in
            let general = FieldClass.withoutKeys(path)
            return general == row || general.hasPrefix("\(row).") || general.hasPrefix("\(row)[")
          }
        }
        // A privileged container needs a policy and data of its own: the next test.
        #expect(rows == ["security.privileged"])
      }
    }
  }

  @Test("of the place of an image is live, of who its root is a recreation")
  func imageAndPrivilege() async throws {
    try await Router.with { router in
      try await withPolicy("privileged: true\n") {
        try router.spec("web", "rootfs: {mode: ephemeral}")
        try await router.push()
        #expect(try await router.apply().status == 0)
        let web = try await router.running("web")
        let text = try String(contentsOfFile: "\(router.work)/web.yaml", encoding: .utf8)
        let copy = "\(router.root)/copy.tar.xz"
        try FileManager.default.copyItem(atPath: router.image.path, toPath: copy)
        try router.write(
          text.replacing(router.image.path, with: copy), to: "\(router.work)/web.yaml")
        try await router.push()
        #expect(try await resource("web", router).change == "live")
        #expect(try await router.apply().status == 0)
        #expect(try await router.running("web") == web)
        try router.spec("web", "rootfs: {mode: ephemeral}\nsecurity: {privileged: true}")
        try await router.push()
        #expect(try await resource("web", router).change == "recreate")
        #expect(try await router.apply().status == 0)
        let pid = try await router.running("web").pid
        let map = try String(contentsOfFile: "/proc/\(pid)/uid_map", encoding: .utf8)
        #expect(map.split(whereSeparator: \.isWhitespace).prefix(2) == ["0", "0"])
      }
    }
  }

  private func resource(_ short: String, _ router: Router) async throws -> PlanDocument.Resource {
    let dry = try await router.apply("--dry-run", "--output", "json")
    let document = try JSONDecoder().decode(PlanDocument.self, from: Data(dry.out.utf8))
    return try #require(document.resources.first { $0.name == router.name(short) }, "\(dry)")
  }

  /// Applies a change that is pushed already.
  /// - Returns: the paths that the plan named.
  private func make(_ change: FieldChange, _ router: Router) async throws -> [String] {
    let what: Comment = "\(change.key): \(change.value ?? "none")"
    let before = try await router.identity("web")
    let planned = try await resource("web", router)
    #expect(planned.change == change.change, what)
    let run = try await router.apply()
    #expect(run.status == 0, "\(what) \(run)")
    let after = try await router.identity("web")
    switch change.change {
    case "live": #expect(after == before, what)
    case "stop": #expect(after == nil, what)
    default: #expect(after != nil && after != before, what)
    }
    if let check = change.check { try await verify(check, what, router) }
    let again = try await router.apply("--detailed-exitcode")
    #expect(again.status == 0, "\(what) \(again)")
    return planned.changes.map(\.path)
  }

  private func verify(_ check: FieldChange.Check, _ what: Comment, _ router: Router) async throws {
    switch check {
    case .file("cwd", let words):
      let link = "/proc/\(try await router.running("web").pid)/cwd"
      #expect(try FileManager.default.destinationOfSymbolicLink(atPath: link) == words, what)
    case .file(let name, let words):
      #expect(try await file(name, router).contains(words), what)
    case .without(let name, let words):
      #expect(try await !file(name, router).contains(words), what)
    case .prints(let script, let expected):
      let output = try await router.inside("web", "/bin/sh", "-c", script)
      #expect(output.out.hasPrefix(expected) && output.status == 0, "\(what) \(output)")
    case .fails(let script):
      let output = try await router.inside("web", "/bin/sh", "-c", script)
      #expect(output.status != 0, "\(what) \(output)")
    case .cgroup(let keys, let value):
      for key in keys.prefix(1) { #expect(try await router.cgroup("web", key) == value, what) }
    case .entry(let words):
      let path = "\(router.lxcPath)/\(router.name("web"))/inventory.json"
      #expect(try String(contentsOfFile: path, encoding: .utf8).contains(words), what)
    }
  }

  private func file(_ name: String, _ router: Router) async throws -> String {
    let pid = try await router.running("web").pid
    return try String(contentsOfFile: "/proc/\(pid)/\(name)", encoding: .utf8)
  }

  /// An image that has a file more, as a spec names it.
  private func otherImage(_ router: Router) async throws -> String {
    let path = "\(router.root)/other.tar"
    let made = try await router.command(
      "sh", "-ec",
      """
      mkdir '\(router.root)/other'
      tar -xf '\(router.image.path)' -C '\(router.root)/other'
      echo other >'\(router.root)/other/etc/other'
      tar -cf '\(path)' -C '\(router.root)/other' .
      sha256sum '\(path)' | cut -d ' ' -f 1
      """)
    try #require(made.status == 0, "\(made)")
    return "{archive: {path: \(path), sha256: \(made.out.filter(\.isHexDigit))}}"
  }

  private func write(_ values: [String: String], _ router: Router) throws {
    let image = "{archive: {path: \(router.image.path), sha256: \(router.image.digest)}}"
    let body = values.merging(["image": values["image"] ?? image]) { $1 }
      .sorted { $0.key < $1.key }
      .map { "\($0.key): \($0.value.replacing("NAME-", with: "\(router.prefix)-"))" }
    try router.write(
      """
      apiVersion: turris-containers/v1
      kind: Container
      name: \(router.name("web"))
      \(body.joined(separator: "\n"))
      """, to: "\(router.work)/web.yaml")
  }
}
