import FoundationEssentials
import Testing

@Suite("an index that was lost")
struct LostIndexTests {
  @Test("is made anew by the next run, which touches no container, and mends entries again")
  func lost() async throws {
    try await Router.with { router in
      for name in ["a", "b"] { try router.spec(name) }
      try await router.push()
      #expect(try await router.apply().status == 0)
      let inits = [try await router.running("a"), try await router.running("b")]
      let index = "\(router.state)/index.json"
      let whole = try String(contentsOfFile: index, encoding: .utf8)
      try router.remove(index)
      #expect(try await router.apply("--dry-run", "--detailed-exitcode").status == 0)
      #expect(!FileManager.default.fileExists(atPath: index))
      let run = try await router.apply("--detailed-exitcode")
      #expect(run.status == 0, "\(run)")
      #expect(try String(contentsOfFile: index, encoding: .utf8) == whole)

      let entries = ["a", "b"].map { "\(router.lxcPath)/\(router.name($0))/inventory.json" }
      let sound = try entries.map { try String(contentsOfFile: $0, encoding: .utf8) }
      try String(sound[0].prefix(100)).write(
        toFile: entries[0], atomically: false, encoding: .utf8)
      try router.remove(entries[1])
      let mended = try await router.apply("--detailed-exitcode")
      #expect(mended.status == 0, "\(mended)")
      #expect(try entries.map { try String(contentsOfFile: $0, encoding: .utf8) } == sound)
      #expect([try await router.running("a"), try await router.running("b")] == inits)
    }
  }
}
