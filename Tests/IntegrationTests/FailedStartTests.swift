import Testing

@Suite("a start that fails")
struct FailedStartTests {
  @Test("says why in liblxc's words, leaves nothing running, and stops none of the others")
  func noSuchProgram() async throws {
    try await Router.with { router in
      try router.spec("good")
      try router.spec("bad", command: "[/no/such/program]")
      try await router.push()
      let run = try await router.apply()
      #expect(run.status == 1, "\(run)")
      let told = run.out + run.err
      #expect(told.contains("No such file or directory"), "\(run)")
      #expect(told.contains("/no/such/program"), "\(run)")
      #expect(told.split(separator: "\n").contains { $0.contains("Applied with 1 failure") })
      #expect(try await router.identity("bad") == nil)
      let good = try await router.running("good")
      try router.spec("bad")
      try await router.push()
      #expect(try await router.apply().status == 0)
      _ = try await router.running("bad")
      #expect(try await router.running("good") == good)
    }
  }
}
