import FoundationEssentials
import Testing

@Suite("the status")
struct StatusTests {
  private struct Status: Decodable {
    struct Commit: Decodable {
      let commit: String
      let subject: String
    }
    struct Revision: Decodable {
      let attempted: Commit?
      let applied: Commit?
    }
    struct Memory: Decodable {
      let used: Int64
      let limit: Int64?
    }
    struct CPU: Decodable {
      let used: Double?
      let limit: Double?
      let seconds: Double
    }
    struct Network: Decodable, Equatable {
      let name: String
      let present: Bool
      let containers: [String]
    }
    struct Change: Decodable, Equatable {
      let path: String
      let before: String?
      let after: String?
    }
    struct Container: Decodable {
      let name: String
      let memory: Memory?
      let cpu: CPU?
      let uptime: Int64?
      let restarts: Int64
      let changes: [Change]
      let sync: String
      let health: String
      let addresses: [String]
      let error: String?
      let change: String?
      let cause: String?
    }
    let formatVersion: String
    let revision: Revision
    let problems: [String]
    let containers: [Container]
    let networks: [Network]
  }

  private func text(_ router: Router) async throws -> String {
    let run = try await router.turris("status", "--config", router.config)
    #expect(run.status == 0, "\(run)")
    #expect(run.err.isEmpty, "\(run)")
    for line in run.out.split(separator: "\n") { #expect(line.count <= 80, "\(line)") }
    return run.out
  }

  private func status(_ router: Router) async throws -> Status {
    let run = try await router.turris("status", "--output", "json", "--config", router.config)
    #expect(run.status == 0, "\(run)")
    #expect(run.err.isEmpty, "\(run)")
    let status = try JSONDecoder().decode(Status.self, from: Data(run.out.utf8))
    #expect(status.formatVersion == "1.0")
    return status
  }

  private func container(_ short: String, _ router: Router) async throws -> Status.Container {
    try #require(try await status(router).containers.first { $0.name == router.name(short) })
  }

  private func kill(_ short: String, _ router: Router) async throws {
    _ = try await router.command("lxc-stop", "-P", router.lxcPath, "-k", "-n", router.name(short))
  }

  @Test("of a machine that nothing was applied on says so, and makes nothing")
  func untouched() async throws {
    try await Router.with { router in
      try router.spec("web")
      try await router.push()
      #expect(try await text(router).hasPrefix("Nothing was applied on this machine yet."))
      let status = try await status(router)
      #expect(status.revision.attempted == nil && status.revision.applied == nil)
      #expect(status.containers.isEmpty)
      for made in [router.state, router.lxcPath, "\(router.root)/run"] {
        #expect(!FileManager.default.fileExists(atPath: made), "\(made)")
      }
    }
  }

  @Test("shows commits, sync, health and addresses, needs no server, and changes nothing")
  func synced() async throws {
    try await Router.with { router in
      try router.spec(
        "web", "networks: [{bridge: br-lan, ipv4: {address: 192.168.1.40/24}}]")
      try router.spec("idle", "state: stopped")
      try router.spec("left", "suspend: true")
      try await router.push("three containers")
      #expect(try await router.apply().status == 0)
      try router.remove(router.bare)
      let before = try FileSnapshot(below: [router.state, router.lxcPath, "\(router.root)/run"])
      let text = try await text(router)
      #expect(text.contains(" applied "), "\(text)")
      #expect(text.contains(" ago · all in sync\nthree containers\n"), "\(text)")
      #expect(text.contains("192.168.1.40"), "\(text)")
      let status = try await status(router)
      #expect(
        try FileSnapshot(below: [router.state, router.lxcPath, "\(router.root)/run"]) == before)
      #expect(status.revision.attempted?.commit == status.revision.applied?.commit)
      #expect(status.revision.applied?.subject == "three containers")
      #expect(status.problems.isEmpty)
      #expect(
        status.containers.map { "\($0.name) \($0.sync) \($0.health) \($0.addresses)" } == [
          "\(router.name("idle")) Synced Healthy []", "\(router.name("left")) Synced Suspended []",
          #"\#(router.name("web")) Synced Healthy ["192.168.1.40"]"#,
        ])
      #expect(status.containers.allSatisfy { $0.error == nil && $0.change == nil })
    }
  }

  @Test("shows drift, what was stopped by hand, and what is missing")
  func drift() async throws {
    try await Router.with { router in
      try router.spec("limit", "resources: {pids: {limit: 16}}")
      try router.spec("stopped")
      try router.spec("other")
      try await router.push()
      #expect(try await router.apply().status == 0)
      // Accepted with the rest, but no run was allowed to make it.
      try router.spec("new")
      try await router.push()
      #expect(try await router.apply("--only", router.name("other")).status == 0)
      try await kill("stopped", router)
      _ = try await router.command(
        "lxc-cgroup", "-P", router.lxcPath, "-n", router.name("limit"), "pids.max", "1000")

      let limit = try await container("limit", router)
      #expect(limit.sync == "OutOfSync" && limit.health == "Healthy")
      #expect(limit.change == "live" && limit.cause == "drift")
      #expect(
        limit.changes == [Status.Change(path: "resources.pids.limit", before: "1000", after: "16")])
      let stopped = try await container("stopped", router)
      #expect(stopped.sync == "OutOfSync" && stopped.health == "Degraded")
      #expect(stopped.error == "its init was ended by signal 9")
      let new = try await container("new", router)
      #expect(new.sync == "OutOfSync" && new.health == "Missing")
      let text = try await text(router)
      #expect(text.contains(" · 3 of 4 out of sync, 1 degraded"), "\(text)")
      #expect(text.contains("drift: to change live: resources.pids.limit 1000 -> 16"), "\(text)")
      // Nothing was healed, and nothing of what was seen is remembered.
      #expect(try await router.cgroup("limit", "pids.max") == "1000")
      #expect(try await router.apply().status == 0)
      #expect(try await self.text(router).contains(" ago · all in sync\n"))
    }
  }

  @Test("shows what was rolled back, and that another commit was applied last")
  func rolledBack() async throws {
    try await Router.with { router in
      try router.spec("web")
      try await router.push("good")
      #expect(try await router.apply().status == 0)
      try router.spec("web", command: "[/bin/sh, -c, \"exit 3\"]")
      try router.spec("new", command: "[/bin/sh, -c, \"exit 4\"]")
      try await router.push("a command that dies")
      #expect(try await router.apply().status == 1)
      let status = try await status(router)
      let commit = try #require(status.revision.attempted?.commit)
      #expect(status.revision.attempted?.subject == "a command that dies")
      #expect(status.revision.applied?.subject == "good")
      let web = try await container("web", router)
      #expect(web.sync == "OutOfSync" && web.health == "Healthy")
      let error = try #require(web.error)
      #expect(error.hasPrefix("rolled back from \(commit.prefix(7)): "), "\(error)")
      let new = try await container("new", router)
      #expect(new.health == "Missing")
      #expect(new.error?.hasPrefix("new in \(commit.prefix(7)), failed") == true)
      let text = try await text(router)
      #expect(text.contains("not applied whole; the last that was: main"), "\(text)")
      #expect(text.contains("rolled back from"), "\(text)")
    }
  }

  @Test("says which commit was refused, and why, until another one is accepted")
  func refused() async throws {
    try await Router.with { router in
      try router.spec("web")
      try await router.push("good")
      #expect(try await router.apply().status == 0)
      try router.spec("web", "resources: {memory: {limit: much}}")
      try await router.push("no number")
      #expect(try await router.apply().status == 1)
      let written = try FileSnapshot(below: [router.state, router.lxcPath])
      #expect(try await router.apply().status == 1)
      #expect(try FileSnapshot(below: [router.state, router.lxcPath]) == written)
      let status = try await status(router)
      let commit = try #require(status.revision.attempted)
      #expect(commit.subject == "no number")
      #expect(status.revision.applied?.subject == "good")
      let problem = try #require(status.problems.first)
      #expect(
        problem.hasPrefix("\(commit.commit.prefix(7)) was refused: web.yaml:"), "\(problem)")
      #expect(problem.hasSuffix("compared with \(status.revision.applied?.commit.prefix(7) ?? "")"))
      #expect(status.problems.count == 1)
      let web = try await container("web", router)
      #expect(web.sync == "Synced" && web.health == "Healthy")
      let text = try await text(router)
      #expect(text.contains(" · all in sync\nno number\n"), "\(text)")
      #expect(text.contains("not applied whole; the last that was: main"), "\(text)")
      #expect(text.contains("was refused: web.yaml:"), "\(text)")
      try router.spec("web", "resources: {memory: {limit: 64MiB}}")
      try await router.push("a number")
      #expect(try await router.apply().status == 0)
      #expect(try await self.text(router).contains(" ago · all in sync\na number\n"))
    }
  }

  @Test("tries the health of all once, side by side, and says why one fails")
  func health() async throws {
    try await Router.with { router in
      for name in ["a", "b", "c"] {
        try router.spec(
          name, "health: {exec: [sh, -c, \"test -e /tmp/slow && sleep 3; true\"], timeout: 2s}")
      }
      try router.spec("ill", "health: {exec: [test, \"!\", -e, /tmp/ill]}")
      try await router.push()
      #expect(try await router.apply().status == 0)
      #expect(try await text(router).contains("all in sync\n"))
      _ = try await router.inside("ill", "/bin/touch", "/tmp/ill")
      for name in ["a", "b", "c"] { _ = try await router.inside(name, "/bin/touch", "/tmp/slow") }
      let clock = ContinuousClock()
      let start = clock.now
      let status = try await status(router)
      // One after the other they would take six.
      #expect(clock.now - start < .seconds(5))
      #expect(status.containers.allSatisfy { $0.sync == "Synced" && $0.health == "Degraded" })
      #expect(status.containers.first?.error?.contains("2s") == true, "\(status.containers)")
      #expect(status.containers.last?.error?.contains("status 1") == true, "\(status.containers)")
      #expect(try await text(router).contains("all in sync, 4 degraded"))
    }
  }

  @Test("works while another run holds the lock, and shows what is under way")
  func underWay() async throws {
    try await Router.with { router in
      try router.spec("web")
      try await router.push("good")
      #expect(try await router.apply().status == 0)
      try router.spec(
        "web",
        "environment: {A: b}\nhealth: {exec: [test, -e, /tmp/ready], interval: 1s, retries: 20}")
      try await router.push("never ready by itself")
      async let run = router.apply()
      var seen: Status.Container?
      for _ in 0..<50 where seen?.health != "Progressing" {
        seen = try await container("web", router)
      }
      #expect(seen?.health == "Progressing")
      #expect(seen?.sync == "OutOfSync")
      // The run goes on as if nobody had looked.
      for _ in 0..<100 {
        // Between its two inits there is nothing to go into.
        let touch = try await router.inside("web", "/bin/touch", "/tmp/ready")
        guard touch.status != 0 else { break }
        try await Task.sleep(for: .milliseconds(100))
      }
      let output = try await run
      #expect(output.status == 0, "\(output)")
      #expect(try await container("web", router).health == "Healthy")
    }
  }

  @Test("goes by what was applied where the commit cannot be read, and says why")
  func noCommit() async throws {
    try await Router.with { router in
      try router.spec("web")
      try await router.push("good")
      #expect(try await router.apply().status == 0)
      try router.remove("\(router.state)/repository.git")
      let status = try await status(router)
      #expect(status.problems.count == 1)
      #expect(status.problems.first?.contains("compared with what was applied") == true)
      #expect(status.containers.map(\.sync) == ["Synced"])
      #expect(try await text(router).contains("note: "))
      #expect(!FileManager.default.fileExists(atPath: "\(router.state)/repository.git"))
    }
  }

  @Test("shows what containers take against what they may take, and for how long they run")
  func usage() async throws {
    try await Router.with { router in
      try router.spec(
        "busy", "resources: {memory: {limit: 64MiB}, cpu: {limit: 0.2}}",
        command: #"[/bin/sh, -c, "while :; do :; done"]"#)
      try router.spec("idle")
      try await router.push()
      #expect(try await router.apply().status == 0)
      let busy = try await container("busy", router)
      #expect(busy.memory?.limit == 64 << 20)
      #expect((1...64 << 20).contains(busy.memory?.used ?? 0), "\(busy)")
      #expect(busy.cpu?.limit == 0.2)
      // What the kernel lets it have, which on a machine with more to do may be less.
      #expect((0.02...0.35).contains(busy.cpu?.used ?? 0), "\(busy)")
      #expect(busy.cpu?.seconds ?? 0 > 0.02)
      #expect((1...60).contains(busy.uptime ?? 0) && busy.restarts == 0, "\(busy)")
      let idle = try await container("idle", router)
      #expect(idle.memory?.used ?? 0 > 0 && idle.memory?.limit == nil && idle.cpu?.limit == nil)
      #expect(idle.cpu?.used ?? 1 < 0.1, "\(idle)")
      try await kill("idle", router)
      let ended = try await container("idle", router)
      #expect(ended.memory == nil && ended.cpu == nil && ended.uptime == nil)
      #expect(try await text(router).contains("/64 MiB"))
    }
  }

  @Test("is drawn again and again on a terminal alone")
  func watch() async throws {
    try await Router.with { router in
      try router.spec("web")
      try await router.push()
      #expect(try await router.apply().status == 0)
      let piped = try await router.turris("status", "--watch", "--config", router.config)
      #expect(piped.status == 64 && piped.err.contains("standard output is none"), "\(piped)")
      for words in [["--watch", "0"], ["--watch", "--output", "json"], ["--watch", "x"]] {
        let run = try await router.command([Router.program, "status"] + words)
        #expect(run.status == 64, "\(run)")
      }
      // The first frame is there within a second; keys that mean nothing draw another one, and q ends it.
      let seen = try await router.command(
        "sh", "-c",
        "(sleep 1.5; printf x; sleep 1.5; printf q) | script -qec \"$0 status --watch 60 --config $1\" /dev/null",
        Router.program, router.config)
      #expect(seen.status == 0, "\(seen)")
      #expect(seen.out.split(separator: "\u{1B}[H").count == 3, "\(seen)")
      #expect(seen.out.hasSuffix("\u{1B}[?1049l"), "\(seen)")
    }
  }

  @Test("is for root alone, and an error is one JSON document too")
  func errors() async throws {
    try await Router.with { router in
      let nobody = try await router.command(
        "setpriv", "--reuid=65534", "--regid=65534", "--clear-groups", Router.program, "status")
      #expect(nobody.status == 1, "\(nobody)")
      #expect(nobody.err.contains("only root"), "\(nobody)")
      let missing = try await router.turris(
        "status", "--output", "json", "--config", "/nonexistent")
      #expect(missing.status == 1, "\(missing)")
      #expect(missing.out.contains("no such file"), "\(missing)")
      #expect(try await router.turris("status", "--output", "xml").status == 64)
    }
  }
}
