import FoundationEssentials
import Testing

@Suite("a container that does not answer")
struct SilenceTests {
  @Test("is unknown, reported, left alone, and no obstacle to the others")
  func stuckMonitor() async throws {
    try await Router.with { router in
      try router.spec("stuck", "resources: {pids: {limit: 16}}")
      try router.spec("other", "resources: {pids: {limit: 16}}")
      try await router.push()
      #expect(try await router.apply().status == 0)
      let stuck = try await router.running("stuck")
      let monitor = try await router.command(
        "sh", "-c", "awk '/^PPid/ { print $2 }' /proc/\(stuck.pid)/status")
      let number = String(monitor.out.filter(\.isNumber))
      _ = try await router.command("kill", "-STOP", number)
      try router.spec("stuck", "environment: {A: b}")
      try router.spec("other", "resources: {pids: {limit: 32}}")
      try await router.push()
      let dry = try await router.apply("--dry-run")
      let run = try await router.apply()
      _ = try await router.command("kill", "-CONT", number)
      #expect(dry.out.contains("unknown"), "\(dry)")
      #expect(run.status == 1, "\(run)")
      #expect(run.err.contains("its state is unknown"), "\(run)")
      #expect(try await router.cgroup("other", "pids.max") == "32")
      #expect(try await router.running("stuck") == stuck)
      // It answers again, and what was held back is done.
      let next = try await router.apply()
      #expect(next.status == 0, "\(next)")
      #expect(try await router.running("stuck") != stuck)
    }
  }

  @Test("nor an inventory entry that is damaged, is reason to make it again or to remove it")
  func damagedEntry() async throws {
    try await Router.with { router in
      for name in ["web", "other", "third", "fourth"] { try router.spec(name) }
      try await router.push()
      #expect(try await router.apply().status == 0)
      let web = try await router.running("web")
      let entry = "\(router.lxcPath)/\(router.name("web"))/inventory.json"
      let sound = try String(contentsOfFile: entry, encoding: .utf8)
      for damage in ["", "{", String(sound.dropLast(40)), sound.replacing("pids", with: "pidz")] {
        // The copy in the index mends it; both have to be damaged.
        try damage.write(toFile: entry, atomically: false, encoding: .utf8)
        #expect(try await router.apply("--detailed-exitcode").status <= 2)
        try damage.write(toFile: entry, atomically: false, encoding: .utf8)
        try damage.write(toFile: "\(router.state)/index.json", atomically: false, encoding: .utf8)
        try FileManager.default.removeItem(atPath: "\(router.work)/web.yaml")
        try await router.push()
        let run = try await router.apply("--allow-destroy", "4")
        #expect(run.status == 1, "\(run)")
        #expect(run.err.contains("damaged"), "\(run)")
        #expect(try await router.running("web") == web)
        try sound.write(toFile: entry, atomically: false, encoding: .utf8)
        try router.spec("web")
        try await router.push()
        let mended = try await router.apply()
        #expect(mended.status == 0, "\(mended)")
        #expect(try await router.running("web") == web)
      }
    }
  }
}
