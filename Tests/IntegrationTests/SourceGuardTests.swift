import FoundationEssentials
import Testing

@Suite("another source")
struct SourceGuardTests {
  /// A bare repository besides the router's own, with one spec of it.
  private func other(_ router: Router, holding short: String) async throws -> String {
    let bare = "\(router.root)/two.git"
    let work = "\(router.root)/two"
    try await router.git("init", "--quiet", "--bare", "--initial-branch=main", bare)
    try await router.git("init", "--quiet", "--initial-branch=main", work)
    _ = try await router.command("cp", "\(router.work)/\(short).yaml", work)
    try await router.git("-C", work, "add", "--all")
    try await router.git("-C", work, "commit", "--quiet", "--message", "another")
    try await router.git("-C", work, "push", "--quiet", bare, "main")
    return bare
  }

  @Test("prunes nothing without being told so, also after a part of it was applied")
  func changedRepository() async throws {
    try await Router.with { router in
      for name in ["a", "b", "c", "d", "e"] { try router.spec(name) }
      try await router.push()
      #expect(try await router.apply().status == 0)
      let two = try await other(router, holding: "a")
      let part = try await router.apply("--repository", two, "--only", router.name("a"))
      #expect(part.status == 0, "\(part)")
      let whole = try await router.apply("--repository", two)
      #expect(whole.status == 1, "\(whole)")
      #expect(whole.err.contains("--allow-destroy"), "\(whole)")
      for name in ["a", "b", "c", "d", "e"] { _ = try await router.running(name) }
      // The same folder written otherwise is the same source.
      #expect(try await router.apply("--path", "./", "--detailed-exitcode").status == 0)
      let near = try await router.command(
        "sh", "-c",
        "cd \(router.root) && \(Router.program) --config \(router.config) --repository ./\(router.bare.split(separator: "/").last ?? "") --detailed-exitcode"
      )
      #expect(near.status == 0, "\(near)")
      let told = try await router.apply("--repository", two, "--allow-destroy", "4")
      #expect(told.status == 0, "\(told)")
      #expect(try await router.identity("e") == nil)
      _ = try await router.running("a")
    }
  }

  @Test("is not stood in for by the accepted commit: neither another branch nor another tag")
  func otherReference() async throws {
    try await Router.with { router in
      try router.spec("web")
      try await router.push()
      try await router.git("-C", router.work, "tag", "v1")
      try await router.git("-C", router.work, "push", "--quiet", "origin", "v1")
      #expect(try await router.apply().status == 0)
      #expect(try await router.apply("--no-fetch", "--detailed-exitcode").status == 0)
      for reference in ["nonsense", "v2"] {
        let run = try await router.apply("--no-fetch", "--ref", reference)
        #expect(run.status == 1, "\(run)")
        #expect(run.err.contains("'\(reference)' was not fetched yet"), "\(run)")
      }
      _ = try await router.command("mv", router.bare, "\(router.bare).away")
      let gone = try await router.apply("--ref", "nonsense")
      #expect(gone.status == 1, "\(gone)")
      _ = try await router.running("web")
    }
  }

  @Test("of what is unpacked is known to be good or bad before anything is stopped")
  func preparedFirst() async throws {
    try await Router.with { router in
      for name in ["a", "b", "e", "f"] { try router.spec(name) }
      try await router.push()
      #expect(try await router.apply().status == 0)
      let before = try await router.running("a")
      let wrong = String(repeating: "ab", count: 32)
      try router.write(
        try String(contentsOfFile: "\(router.work)/a.yaml", encoding: .utf8)
          .replacing(router.image.digest, with: wrong), to: "\(router.work)/a.yaml")
      try router.spec("b", "environment: {A: b}")
      try router.remove("\(router.work)/e.yaml")
      try await router.push()
      let run = try await router.apply("--output", "json", "--allow-destroy", "1")
      #expect(run.status == 1, "\(run)")
      #expect(run.out.contains("its sha256 is \(router.image.digest)"), "\(run)")
      // The bad image holds back its own container alone, and that goes on as it was.
      #expect(try await router.running("a") == before)
      #expect(try await router.identity("e") == nil)
      let id = try #require(
        try await router.turris("history", "--config", router.config).out.split(separator: " ")
          .first { $0.contains("-") && $0.allSatisfy { $0.isNumber || $0 == "-" } })
      let history = try await router.turris(
        "history", String(id), "--output", "json", "--config", router.config)
      let records = try JSONDecoder().decode([Record].self, from: Data(history.out.utf8))
      let unpacked = try #require(
        records.firstIndex { $0.event == "stepFinished" && $0.step?.hasSuffix("/unpack") == true })
      for step in ["\(router.name("b"))/stop", "\(router.name("e"))/stop"] {
        let stopped = try #require(
          records.firstIndex { $0.event == "stepStarted" && $0.step == step }, "\(step)")
        #expect(stopped > unpacked, "\(step)")
      }
    }
  }

  private struct Record: Decodable {
    let event: String
    let step: String?
  }
}
