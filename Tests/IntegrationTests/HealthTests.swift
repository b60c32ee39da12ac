import FoundationEssentials
import Testing

@Suite("health")
struct HealthTests {
  private static let server =
    #"[/bin/sh, -c, "trap exit TERM; httpd -p 80 -h /tmp; while :; do sleep 1 & wait; done"]"#
  private static let probe =
    "health: {tcp: {port: 80}, interval: 1s, timeout: 1s, retries: 3}"

  @Test("is waited for; a change that does not come to it is rolled back")
  func rollBack() async throws {
    try await Router.with { router in
      let serving = "health: {exec: [test, -e, /tmp/ready], interval: 1s, retries: 3}"
      let ready =
        #"[/bin/sh, -c, "touch /tmp/ready; trap exit TERM; while :; do sleep 1 & wait; done"]"#
      try router.spec("web", serving, command: ready)
      try await router.push()
      let first = try await router.apply()
      #expect(first.status == 0, "\(first)")
      #expect(first.out.contains("healthy"), "\(first)")
      #expect(try await router.apply("--detailed-exitcode").status == 0)
      let web = try await router.running("web")
      try router.spec("web", "rootfs: {mode: ephemeral}\n" + serving)
      try await router.push("never ready")
      let run = try await router.apply()
      #expect(run.status == 1, "\(run)")
      #expect(run.out.contains("did not become healthy"), "\(run)")
      #expect(run.out.contains("(3 tries in"), "\(run)")
      #expect(run.out.contains("↺") && run.out.contains(", healthy"), "\(run)")
      #expect(try await router.running("web") != web)
      #expect(try await router.inside("web", "/bin/test", "-e", "/tmp/ready").status == 0)
      // How it is found out is no reason for a restart.
      let back = try await router.running("web")
      try router.spec("web", "health: {exec: [\"true\"]}", command: ready)
      try await router.push()
      #expect(try await router.apply().status == 0)
      #expect(try await router.running("web") == back)
    }
  }

  @Test("of a dependency is waited for before what depends on it starts")
  func order() async throws {
    try await Router.with { router in
      let late =
        #"[/bin/sh, -c, "trap exit TERM; (sleep 3; touch /tmp/ready) & while :; do sleep 1 & wait; done"]"#
      try router.spec(
        "db", "health: {exec: [test, -e, /tmp/ready], interval: 1s, retries: 10}", command: late)
      try router.spec("web", "dependsOn: [NAME-db]")
      try await router.push()
      let run = try await router.apply()
      #expect(run.status == 0, "\(run)")
      let records = try await router.records()
      let healthy = records.firstIndex {
        $0.step == "\(router.name("db"))/settle" && $0.event == "stepFinished"
      }
      let start = records.firstIndex {
        $0.step == "\(router.name("web"))/start" && $0.event == "stepStarted"
      }
      #expect(try #require(healthy) < #require(start))
      #expect(records.contains { $0.event == "stepProgressed" })
      // Of one that runs on it is asked anew: nothing starts on what is ill.
      let db = try await router.running("db")
      _ = try await router.inside("db", "/bin/rm", "/tmp/ready")
      _ = try await router.command("lxc-stop", "-P", router.lxcPath, "-k", "-n", router.name("web"))
      let ill = try await router.apply()
      #expect(ill.status == 1, "\(ill)")
      #expect(ill.out.contains("did not become healthy"), "\(ill)")
      #expect(try await router.identity("web") == nil)
      #expect(try await router.running("db") == db)
      _ = try await router.inside("db", "/bin/touch", "/tmp/ready")
      #expect(try await router.apply().status == 0)
      _ = try await router.running("web")
      #expect(try await router.running("db") == db)
    }
  }

  @Test("that never comes takes a new container away again")
  func creation() async throws {
    try await Router.with { router in
      try router.spec("web", Self.probe)
      try await router.push()
      let run = try await router.apply()
      #expect(run.status == 1, "\(run)")
      #expect(run.out.contains("tcp 80 refused"), "\(run)")
      #expect(run.out.contains("removed again"), "\(run)")
      #expect(try await router.identity("web") == nil)
      try router.spec("web", Self.probe, command: Self.server)
      try await router.push()
      let served = try await router.apply()
      #expect(served.status == 0, "\(served)")
    }
  }

  @Test("of a stopped container is not asked for; a command that hangs or prints much is bounded")
  func badInput() async throws {
    try await Router.with { router in
      try router.spec("stopped", "state: stopped\n\(Self.probe)")
      try await router.push()
      #expect(try await router.apply().status == 0)
      for (words, why) in [
        ("[sleep, \"1000\"]", "within 1s"),
        ("[sh, -c, \"yes | head -c 100000000; exit 4\"]", "status 4"),
      ] {
        try router.spec(
          "web", "health: {exec: \(words), interval: 1s, timeout: 1s, retries: 2}")
        try await router.push()
        let run = try await router.apply()
        #expect(run.status == 1, "\(run)")
        #expect(run.out.contains(why) || run.out.contains("within 1s"), "\(run)")
        #expect(run.out.utf8.count < 20_000)
        #expect(try await router.identity("web") == nil)
      }
    }
  }
}
