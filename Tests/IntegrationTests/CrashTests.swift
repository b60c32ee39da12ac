import FoundationEssentials
import Testing

/// `make crash` does the same at every point of a larger story.
@Suite("a run that is killed at a point")
struct CrashTests {
  /// Runs with variables for failpoints.
  private func apply(_ router: Router, _ variables: String...) async throws -> Router.Output {
    try await router.command(["env"] + variables + [Router.program, "--config", router.config])
  }

  /// One changes while it runs, one restarts, and one goes; or back, and it comes.
  private func turn(_ router: Router, forth: Bool) async throws {
    try router.spec("live", "resources: {pids: {limit: \(forth ? 30 : 20)}}")
    try router.spec(
      "again", "environment: {A: \(forth ? "b" : "a")}\nmounts: [{target: /data, volume: data}]")
    if forth { try router.remove("\(router.work)/gone.yaml") } else { try router.spec("gone") }
    try await router.push()
  }

  private func prepare(_ router: Router) async throws {
    let settings = try String(contentsOfFile: router.config, encoding: .utf8)
    try router.write(settings.replacing("settle: 1s", with: "settle: 0s"), to: router.config)
    try router.spec("kept")
    try await turn(router, forth: false)
    #expect(try await router.apply().status == 0)
  }

  /// The beginnings and ends of steps that a whole run passes.
  private func points(_ router: Router) async throws -> [String] {
    let log = "\(router.root)/points"
    try? router.remove(log)
    let run = try await apply(router, "TURRIS_APPLY_FAILPOINT_LOG=\(log)")
    #expect(run.status == 0, "\(run)")
    let lines = try String(contentsOfFile: log, encoding: .utf8).split(separator: "\n")
    return lines.filter { $0.hasPrefix("begin ") || $0.hasPrefix("end ") }.map(String.init)
  }

  @Test("before or after each step is ended by the next, and the one after has nothing to do")
  func steps() async throws {
    try await Router.with { router in
      try await prepare(router)
      _ = try await router.inside("again", "/bin/sh", "-c", "echo precious >/data/file")
      let (kept, live) = (try await router.running("kept"), try await router.running("live"))
      try await turn(router, forth: true)
      let forth = try await points(router)
      try await turn(router, forth: false)
      // Of the way back only what is new: that one comes.
      let back = try await points(router).filter { $0.contains(router.name("gone")) }
      #expect(forth.count > 8 && back.count > 3, "\(forth) \(back)")
      for number in 0..<2 * max(forth.count, back.count) {
        let isForth = number % 2 == 0
        let points = isForth ? forth : back
        guard number / 2 < points.count else {
          try await turn(router, forth: isForth)
          #expect(try await router.apply().status == 0)
          continue
        }
        let point = points[number / 2]
        try await turn(router, forth: isForth)
        #expect(try await apply(router, "TURRIS_APPLY_FAILPOINT=\(point)").status == 128 + 9)
        let next = try await router.apply()
        #expect(next.status == 0, "\(point): \(next)")
        let after = try await router.apply("--detailed-exitcode")
        #expect(after.status == 0, "\(point): \(after)")
        #expect(try await router.running("kept") == kept, "\(point)")
        #expect(try await router.running("live") == live, "\(point)")
        #expect(try await router.cgroup("live", "pids.max") == (isForth ? "30" : "20"))
        #expect(try await (router.identity("gone") == nil) == isForth, "\(point)")
      }
      #expect(try await router.inside("again", "/bin/cat", "/data/file").out == "precious\n")
    }
  }

  @Test("where a file is being written leaves nothing of it after the next")
  func temporaries() async throws {
    try await Router.with { router in
      try await prepare(router)
      let entry = "\(router.lxcPath)/\(router.name("live"))/inventory.json"
      for (path, limit) in [("\(router.state)/index.json", 40), (entry, 50)] {
        try router.spec("live", "resources: {pids: {limit: \(limit)}}")
        try await router.push()
        let killed = try await apply(router, "TURRIS_APPLY_FAILPOINT=sync \(path)")
        #expect(killed.status == 128 + 9, "\(killed)")
        let find = ["find", router.root, "-name", "*.partial"]
        #expect(try await !router.command(find).out.isEmpty)
        #expect(try await router.apply().status == 0)
        #expect(try await router.command(find).out.isEmpty)
      }
    }
  }

  @Test("between the last file of a container and its directory leaves neither after the next")
  func directory() async throws {
    try await Router.with { router in
      try await prepare(router)
      try await turn(router, forth: true)
      let gone = "\(router.lxcPath)/\(router.name("gone"))"
      // Synced with the mark that it is going, without its config, and without its entry.
      let killed = try await apply(router, "TURRIS_APPLY_FAILPOINT=synced \(gone):3")
      #expect(killed.status == 128 + 9, "\(killed)")
      #expect(try FileManager.default.contentsOfDirectory(atPath: gone).isEmpty)
      let mine = "\(router.lxcPath)/mine"
      try FileManager.default.createDirectory(atPath: mine, withIntermediateDirectories: false)
      #expect(try await router.apply().status == 0)
      #expect(!FileManager.default.fileExists(atPath: gone))
      #expect(FileManager.default.fileExists(atPath: mine), "somebody's, maybe to mount on")
    }
  }

  @Test("after which the index lacks what was done has it after the next")
  func index() async throws {
    try await Router.with { router in
      try await prepare(router)
      try router.spec("live", "resources: {pids: {limit: 40}}")
      try await router.push()
      #expect(try await apply(router, "TURRIS_APPLY_FAILPOINT=carried out").status == 128 + 9)
      #expect(try await router.apply().status == 0)
      let entry = "\(router.lxcPath)/\(router.name("live"))/inventory.json"
      let text = try String(contentsOfFile: entry, encoding: .utf8)
      try router.remove(entry)
      #expect(try await router.apply().status == 0)
      #expect(try String(contentsOfFile: entry, encoding: .utf8) == text)
    }
  }

  @Test(
    "where an init has begun that nobody has recorded yet is ended by the next, with the old upper")
  func unrecorded() async throws {
    try await Router.with { router in
      try await prepare(router)
      let health = "health: {exec: [\"true\"], interval: 1s}"
      try router.spec("live", health)
      try await router.push()
      #expect(try await router.apply().status == 0)
      try router.spec("live", "rootfs: {mode: ephemeral}\n" + health)
      try await router.push()
      // The third time: that it is being ended, and what is going to be started, are written down before.
      let record = "\(router.root)/run/starts/\(router.name("live")).json"
      let killed = try await apply(router, "TURRIS_APPLY_FAILPOINT=sync \(record):3")
      #expect(killed.status == 128 + 9, "\(killed)")
      let live = try await router.running("live")
      let next = try await router.apply()
      #expect(next.status == 0, "\(next)")
      #expect(next.out.contains("old upper moved to the attic"), "\(next)")
      let after = try await router.apply("--detailed-exitcode")
      #expect(after.status == 0, "\(after)")
      #expect(try await router.running("live") == live)
    }
  }

  @Test("on the way back, as was the one before, has the next go on with that")
  func goingBack() async throws {
    try await Router.with { router in
      try await prepare(router)
      try router.spec("live", "health: {exec: [\"false\"], retries: 1}\nenvironment: {A: b}")
      try await router.push()
      let name = router.name("live")
      for point in ["\(name)/rollBack: failure remembered", "\(name)/configure: entry written"] {
        let killed = try await apply(router, "TURRIS_APPLY_FAILPOINT=\(point)")
        #expect(killed.status == 128 + 9, "\(killed)")
      }
      let next = try await router.apply()
      #expect(next.status == 1, "\(next)")
      let live = try await router.running("live")
      let environment = try String(contentsOfFile: "/proc/\(live.pid)/environ", encoding: .utf8)
      #expect(!environment.contains("A=b"), "\(next)")
      #expect(try await router.apply().status == 1)
      #expect(try await router.running("live") == live)
    }
  }

  @Test("says nothing of that to containers and their monitors")
  func environment() async throws {
    try await Router.with { router in
      try router.spec("a")
      try await router.push()
      let run = try await apply(
        router, "TURRIS_APPLY_FAILPOINT=never", "TURRIS_APPLY_FAILPOINT_LOG=\(router.root)/points")
      #expect(run.status == 0, "\(run)")
      let process = try await router.running("a").pid
      let status = try String(contentsOfFile: "/proc/\(process)/status", encoding: .utf8)
      let parent = try #require(status.split(separator: "\n").first { $0.hasPrefix("PPid:") })
      for number in [String(process), String(parent.dropFirst(6))] {
        let environment = try String(
          contentsOfFile: "/proc/\(number)/environ", encoding: .utf8)
        #expect(!environment.contains("TURRIS_APPLY_FAILPOINT"), "\(environment)")
      }
    }
  }
}
