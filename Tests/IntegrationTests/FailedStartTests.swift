import FoundationEssentials
import Testing

@Suite("a start that fails")
struct FailedStartTests {
  @Test("says why in liblxc's words, leaves nothing running, and stops none of the others")
  func noSuchProgram() async throws {
    try await Router.with { router in
      try router.spec("good")
      try router.spec("bad")
      let path = "\(router.work)/bad.yaml"
      let spec = try String(contentsOfFile: path, encoding: .utf8)
      try router.write(
        spec.split(separator: "\n").filter { !$0.hasPrefix("command:") }.joined(separator: "\n")
          + "\ncommand: [/no/such/program]", to: path)
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

  @Test("for its init ends at once quotes the last lines of the console")
  func endsAtOnce() async throws {
    try await Router.with { router in
      try router.spec("web")
      let path = "\(router.work)/web.yaml"
      let spec = try String(contentsOfFile: path, encoding: .utf8)
      try router.write(
        spec.split(separator: "\n").filter { !$0.hasPrefix("command:") }.joined(separator: "\n")
          + "\ncommand: [/bin/sh, -c, \"echo out of cheese; exit 3\"]", to: path)
      try await router.push()
      let run = try await router.apply()
      #expect(run.status == 1, "\(run)")
      #expect((run.out + run.err).contains("out of cheese"), "\(run)")
      let logs = try await router.turris("logs", router.name("web"), "--config", router.config)
      #expect(logs.out.contains("out of cheese"), "\(logs)")
    }
  }
}
