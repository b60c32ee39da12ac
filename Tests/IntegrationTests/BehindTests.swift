import FoundationEssentials
import Testing

@Suite("what is remembered of a start")
struct BehindTests {
  @Test(
    "is brought up to date where a run was killed while it stopped the container, and where that rebooted, which undoes live changes"
  )
  func behind() async throws {
    try await Router.with { router in
      let lan = "restart: never\nnetworks: [{name: lan, bridge: br-lan}"
      for (name, body) in [
        ("web", "\(lan), {name: guest, bridge: br-guest}]"), ("job", "restart: never"),
      ] {
        try router.spec(name, body)
      }
      try await router.push()
      #expect(try await router.apply().status == 0)
      try router.spec("web", "\(lan)]")
      try await router.push()
      #expect(try await router.apply().status == 0)
      #expect(try await !router.inside("web", "ip", "link").out.contains("guest"))
      // As such a run leaves it; to kill one in that moment is what the crash tests are for.
      let started = try record("job", router)
      try router.write(#"{"isStopping":true,"# + started.dropFirst(), to: path("job", router))
      let first = try await router.running("web")
      let reboot = try await router.inside("web", "/bin/busybox", "reboot", "-f")
      for _ in 0..<100 where try await router.identity("web") == first {
        try await Task.sleep(for: .milliseconds(50))
      }
      let second = try await router.running("web")
      #expect(second != first, "\(reboot)")
      #expect(try await router.inside("web", "ip", "link").out.contains("guest"))
      let output = try await router.apply("--detailed-exitcode")
      #expect(output.status == 2 && output.out.contains("guest removed"), "\(output)")
      #expect(try await !router.inside("web", "ip", "link").out.contains("guest"))
      #expect(try await router.running("web") == second)
      #expect(try record("job", router) == started)
      #expect(try record("web", router).contains(#""pid":\#(second.pid),"#))
      for name in ["web", "job"] {
        _ = try await router.command("kill", "-9", "\(try await router.running(name).pid)")
        for _ in 0..<100 where try await router.identity(name) != nil {
          try await Task.sleep(for: .milliseconds(50))
        }
      }
      let ended = try await router.apply("--detailed-exitcode")
      let reason = "its init was ended by signal 9, and restart is never"
      #expect(ended.status == 0, "\(ended)")
      let plan = try await router.apply("--dry-run")
      // Where a line is broken depends on the names.
      let words = plan.out.split(whereSeparator: \.isWhitespace).joined(separator: " ")
      #expect(words.components(separatedBy: reason).count == 3, "\(plan)")
    }
  }

  private func path(_ name: String, _ router: Router) -> String {
    "\(router.root)/run/starts/\(router.name(name)).json"
  }

  private func record(_ name: String, _ router: Router) throws -> String {
    try String(contentsOfFile: path(name, router), encoding: .utf8)
  }
}
