import FoundationEssentials
import Testing

@Suite("the settings of a run")
struct RunSettingsTests {
  /// How many starts of the last run were under way at once, at most: the journal is written as steps begin and end.
  private func startsAtOnce(_ router: Router) async throws -> Int {
    var (now, most) = (0, 0)
    for record in try await router.records() where record.step?.hasSuffix("/start") == true {
      now += record.event == "stepStarted" ? 1 : -1
      most = max(most, now)
    }
    return most
  }

  @Test("bound how many containers start side by side", arguments: [1, 2])
  func concurrency(_ bound: Int) async throws {
    try await Router.with { router in
      let names = ["a", "b", "c", "d"]
      try router.set("concurrency: \(bound)")
      for name in names { try router.spec(name) }
      try await router.push()
      #expect(try await router.apply().status == 0)
      #expect(try await startsAtOnce(router) == bound)
      for name in names { try router.spec(name, "environment: {A: b}") }
      try await router.push()
      let run = try await router.apply()
      #expect(run.status == 0, "\(run)")
      // What worked before is not down for more than one at a time, whatever the setting.
      #expect(try await startsAtOnce(router) == 1)
    }
  }

  @Test(
    "keep what a commit asks for to its windows where nobody sits before it, and heal meanwhile")
  func windows() async throws {
    try await Router.with { router in
      try router.spec("web", "resources: {pids: {limit: 16}}")
      try router.spec("dns")
      try await router.push()
      #expect(try await router.apply().status == 0)
      let hour = try #require(Int(try await router.command("date", "+%H").out.prefix(2)))
      let far = "\((hour + 12) % 24)"
      let time = far.count == 1 ? "0\(far)" : far
      try router.set("windows: [{from: \"\(time):00\", to: \"\(time):01\"}]")
      try router.spec("web", "resources: {pids: {limit: 32}}")
      try await router.push()
      _ = try await router.command("kill", "-9", "\(try await router.running("dns").pid)")
      let held = try await router.apply("--unattended")
      #expect(held.status == 0 && held.out.contains("1 waiting"), "\(held)")
      #expect(try await router.identity("dns") != nil)
      #expect(try await router.cgroup("web", "pids.max") == "16")
      let again = try await router.apply("--unattended")
      #expect(
        again.out.contains("web waits: the next maintenance window opens"), "\(again)")
      #expect(try await router.apply().status == 0)
      #expect(try await router.cgroup("web", "pids.max") == "32")
    }
  }

  @Test("end a run that takes too long: nothing more begins, and the next run does the rest")
  func runTimeout() async throws {
    try await Router.with { router in
      let settings = try String(contentsOfFile: router.config, encoding: .utf8)
      // What waits for `first` can begin after five seconds.
      try router.write(settings.replacing("settle: 1s", with: "settle: 5s"), to: router.config)
      try router.set("runTimeout: 4s")
      try router.spec("first")
      try router.spec("second", "dependsOn: [NAME-first]")
      try router.spec("third", "dependsOn: [NAME-second]")
      try await router.push()
      let late = try await router.apply()
      #expect(late.status == 1, "\(late)")
      #expect(late.out.contains("the run took longer than 4s (setting runTimeout)"), "\(late)")
      #expect(late.out.contains("Applied with 1 failure"), "\(late)")
      let first = try await router.running("first")
      for name in ["second", "third"] {
        #expect(try await router.identity(name) == nil)
        let begun = try await router.records().contains {
          $0.event == "stepStarted" && $0.step == "\(router.name(name))/start"
        }
        #expect(!begun, "\(name)")
      }
      try router.write(settings, to: router.config)
      let next = try await router.apply()
      #expect(next.status == 0, "\(next)")
      for name in ["second", "third"] { _ = try await router.running(name) }
      #expect(try await router.running("first") == first)
      #expect(try await router.apply("--detailed-exitcode").status == 0)
    }
  }
}
