import FoundationEssentials
import Testing

@Suite("containers whose init ends by itself")
struct EndedTests {
  private func plan(_ router: Router, _ arguments: String...) async throws -> String {
    let output = try await router.command(
      [Router.program, "--config", router.config, "--dry-run"] + arguments)
    return output.out
  }

  /// Each runs for longer than it is watched after a start, and then ends as it says.
  @Test("are started again as `restart` says, with pauses where nobody sits before it")
  func policies() async throws {
    try await Router.with { router in
      try router.spec("done", "restart: onFailure", command: "[/bin/sh, -c, exit 0]")
      try router.spec(
        "flaky", "restart: onFailure", command: #"[/bin/sh, -c, "sleep 1.5; exit 3"]"#)
      try router.spec("once", "restart: never", command: #"[/bin/sh, -c, "sleep 1.5; exit 4"]"#)
      try router.spec("kept")
      try await router.push()
      let first = try await router.apply()
      #expect(first.status == 0, "\(first)")
      let kept = try await router.running("kept")
      try await end("flaky", router)
      try await end("once", router)
      let plan = try await plan(router)
      #expect(plan.contains("its init ended with status 3: will be"), "\(plan)")
      #expect(plan.contains("its init ended with status 0, and restart is"), "\(plan)")
      #expect(plan.contains("its init ended with status 4, and restart is"), "\(plan)")
      #expect(plan.contains("1 to start, 3 unchanged."), "\(plan)")
      #expect(try await router.apply("--unattended").status == 0)
      try await end("flaky", router)
      // As if it had done so for half an hour.
      let record = "\(router.root)/run/starts/\(router.name("flaky")).json"
      let text = try String(contentsOfFile: record, encoding: .utf8)
      #expect(text.contains(#""inRow":1"#), "\(text)")
      try router.write(text.replacing(#""inRow":1"#, with: #""inRow":9"#), to: record)
      let waiting = try await router.apply("--unattended")
      #expect(waiting.status == 0, "\(waiting)")
      #expect(waiting.out.contains("flaky waits: its init ended with status 3 again"), "\(waiting)")
      #expect(try await router.identity("flaky") == nil)
      #expect(try await self.plan(router, "--retry").contains("2 to start") == false)
      #expect(try await self.plan(router, "--retry").contains("3 to start"))
      #expect(try await router.running("kept") == kept)
      try router.spec(
        "done", "restart: onFailure\nenvironment: {A: b}", command: "[/bin/sh, -c, exit 0]")
      try await router.push()
      let changed = try await router.apply("--unattended")
      #expect(changed.status == 0, "\(changed)")
      #expect(changed.out.contains("done runs"), "\(changed)")
      #expect(try await self.plan(router).contains("done   unchanged"))
    }
  }

  private func end(_ name: String, _ router: Router) async throws {
    for _ in 0..<100 where try await router.identity(name) != nil {
      try await Task.sleep(for: .milliseconds(50))
    }
    #expect(try await router.identity(name) == nil)
  }

  @Test("come up in the order of boot.order after a boot, also while all is paused")
  func boot() async throws {
    try await Router.with { router in
      for (name, order) in [("a", 2), ("b", -1), ("c", 1)] {
        try router.spec(name, "boot: {order: \(order)}")
      }
      try await router.push()
      #expect(try await router.apply().status == 0)
      let paused = try await router.turris("pause", "--config", router.config, "a holiday")
      #expect(paused.status == 0 && paused.out.contains("until `turris-apply resume`"), "\(paused)")
      for name in ["a", "b", "c"] {
        _ = try await router.command("kill", "-9", "\(try await router.running(name).pid)")
        try await end(name, router)
      }
      let held = try await router.apply()
      #expect(held.status == 0 && held.out.contains("waits: paused: a holiday"), "\(held)")
      #expect(try await router.identity("a") == nil)
      // What a boot does to the run directory.
      try router.remove("\(router.root)/run")
      let booted = try await router.apply("--no-fetch", "--log-level", "debug")
      #expect(booted.status == 0, "\(booted)")
      let started = ["b", "c", "a"].map { "step=\(router.name($0))/start" }
      let places = started.compactMap { booted.err.firstRange(of: $0)?.lowerBound }
      #expect(places.count == 3 && places == places.sorted(), "\(booted)")
      let resumed = try await router.turris("resume", "--config", router.config)
      #expect(resumed.status == 0, "\(resumed)")
      #expect(try await router.apply("--detailed-exitcode").status == 0)
    }
  }

  @Test("are left alone while they are paused, and only they")
  func pause() async throws {
    try await Router.with { router in
      for name in ["web", "dns"] { try router.spec(name, "resources: {pids: {limit: 16}}") }
      try await router.push()
      #expect(try await router.apply().status == 0)
      for name in ["web", "dns"] { try router.spec(name, "resources: {pids: {limit: 32}}") }
      try await router.push()
      let name = router.name("web")
      let unexplained = try await router.turris("pause", "--config", router.config, name)
      #expect(unexplained.status == 1 && unexplained.err.contains("no reason"), "\(unexplained)")
      let unknown = try await router.turris("pause", "--config", router.config, "x", "why")
      #expect(unknown.status == 1 && unknown.err.contains("no container 'x'"), "\(unknown)")
      #expect(
        try await router.turris("pause", "--config", router.config, name, "busy", "--for", "2h")
          .status == 0)
      let output = try await router.apply()
      #expect(output.status == 0 && output.out.contains("1 waiting"), "\(output)")
      #expect(try await router.cgroup("web", "pids.max") == "16")
      #expect(try await router.cgroup("dns", "pids.max") == "32")
      let status = try await router.turris("status", "--config", router.config)
      #expect(status.out.contains("paused: busy (until 2"), "\(status)")
      #expect(try await router.turris("resume", "--config", router.config, name).status == 0)
      #expect(try await router.turris("resume", "--config", router.config, name).status == 1)
      #expect(try await router.apply().status == 0)
      #expect(try await router.cgroup("web", "pids.max") == "32")
    }
  }
}
