import FoundationEssentials
import Testing

@Suite("the attic")
struct AtticTests {
  /// A container with a volume and a word in it and on its root file system, removed again.
  private func removed(_ router: Router) async throws {
    try router.spec("kept")
    try router.spec("web", "mounts: [{target: /data, volume: data}]")
    try await router.push()
    #expect(try await router.apply().status == 0)
    _ = try await router.inside("web", "/bin/sh", "-c", "echo precious >/data/file; echo own >/own")
    try router.remove("\(router.work)/web.yaml")
    try await router.push()
    let run = try await router.apply("--allow-destroy", "1")
    #expect(run.status == 0, "\(run)")
  }

  private func attic(_ router: Router, _ words: String...) async throws -> Router.Output {
    try await router.command([Router.program, "attic"] + words + ["--config", router.config])
  }

  private struct Entry: Decodable {
    let name: String
    let container: String
    let volumes: [String]
    let uppers: [String]
    let bytes: Int64
    let secondsLeft: Int64
  }

  private func decoded(_ router: Router) async throws -> [Entry] {
    let list = try await attic(router, "list", "--output", "json")
    return try JSONDecoder().decode([Entry].self, from: Data(list.out.utf8))
  }

  @Test("gives a container that comes back by a later commit its volumes, and begins its root anew")
  func comesBack() async throws {
    try await Router.with { router in
      try await removed(router)
      try router.spec("web", "mounts: [{target: /data, volume: data}]")
      try await router.push()
      let dry = try await router.apply("--dry-run")
      #expect(dry.out.contains("takes back from the attic: volume data"), "\(dry)")
      let run = try await router.apply()
      #expect(run.status == 0, "\(run)")
      #expect(run.out.contains("volume data is back from the attic"), "\(run)")
      #expect(try await router.inside("web", "/bin/cat", "/data/file").out == "precious\n")
      #expect(try await router.inside("web", "/bin/ls", "/own").status != 0)
      #expect(try await decoded(router).map(\.volumes) == [[]])
      #expect(try await router.apply("--detailed-exitcode").status == 0)
    }
  }

  @Test("gives back what somebody asks for: volumes at once, the root's files at the next creation")
  func restore() async throws {
    try await Router.with { router in
      try await removed(router)
      let name = router.name("web")
      let kept = try await decoded(router)
      #expect(kept.map(\.container) == [name])
      #expect(kept.map(\.volumes) == [["data"]])
      #expect(kept.first.map { $0.uppers.count == 1 && $0.bytes > 0 } == true)
      #expect(kept.first.map { (6 * 86400...7 * 86400).contains($0.secondsLeft) } == true)
      let text = try await attic(router)
      #expect(text.out.contains("volumes data; what it wrote to its root file system"), "\(text)")
      #expect(text.out.split(separator: "\n").allSatisfy { $0.count <= 80 }, "\(text)")
      let restored = try await attic(router, "restore", name)
      #expect(restored.status == 0, "\(restored)")
      #expect(try await decoded(router).isEmpty)
      // Nothing takes it away again before it is used.
      #expect(try await router.apply("--detailed-exitcode").status == 0)
      try router.spec("web", "mounts: [{target: /data, volume: data}]")
      try await router.push()
      #expect(try await router.apply().status == 0)
      #expect(try await router.inside("web", "/bin/cat", "/data/file").out == "precious\n")
      #expect(try await router.inside("web", "/bin/cat", "/own").out == "own\n")
    }
  }

  @Test("gives nothing back over what stands there, and forgets only what it is told to")
  func refusals() async throws {
    try await Router.with { router in
      try await removed(router)
      let name = router.name("web")
      let entry = try #require(try await decoded(router).first?.name)
      let volume = "\(router.state)/volumes/\(name)/data"
      try FileManager.default.createDirectory(atPath: volume, withIntermediateDirectories: true)
      let refused = try await attic(router, "restore", entry)
      #expect(refused.status == 1, "\(refused)")
      #expect(refused.err.contains(volume), "\(refused)")
      #expect(try await decoded(router).map(\.volumes) == [["data"]])
      for (unknown, status) in [("nothing", Int32(1)), ("../volumes", 1), ("", 64)] {
        #expect(try await attic(router, "restore", unknown).status == status)
        #expect(try await attic(router, "purge", unknown).status == status)
      }
      #expect(try await decoded(router).count == 1)
      #expect(try await attic(router, "purge", name).status == 0)
      #expect(try await decoded(router).isEmpty)
      let empty = try await attic(router, "list")
      #expect(empty.out == "The attic is empty.\n", "\(empty)")
    }
  }

  @Test("that is too small for what a container leaves lets it run on as it was")
  func tooSmall() async throws {
    try await Router.with { router in
      let settings = try String(contentsOfFile: router.config, encoding: .utf8)
      try router.write(settings + "\nattic: {maxSize: 1MiB}\n", to: router.config)
      try router.spec("kept")
      try router.spec("web", "mounts: [{target: /data, volume: data}]")
      try await router.push()
      #expect(try await router.apply().status == 0)
      _ = try await router.inside(
        "web", "/bin/dd", "if=/dev/urandom", "of=/data/file", "bs=1M", "count=3")
      let web = try await router.running("web")
      try router.remove("\(router.work)/web.yaml")
      try await router.push()
      for _ in 1...2 {
        let run = try await router.apply("--allow-destroy", "1")
        #expect(run.status == 1, "\(run)")
        #expect(run.out.contains("its data takes 4MiB, and the attic holds 0MiB"), "\(run)")
        #expect(try await router.running("web") == web)
        #expect(try await router.inside("web", "/bin/ls", "/data/file").status == 0)
      }
      try router.write(settings + "\nattic: {maxSize: 8MiB}\n", to: router.config)
      let run = try await router.apply("--allow-destroy", "1")
      #expect(run.status == 0, "\(run)")
      #expect(
        !run.out.contains("fits into"), "what only allows the next step needs no line: \(run)")
      #expect(try await decoded(router).map(\.volumes) == [["data"]])
    }
  }
}
