import FoundationEssentials
import Glibc
import Subprocess
import SystemPackage
import Testing

@Suite("a run that is killed")
struct InterruptionTests {
  /// Starts a run and kills it, with all that it started, after `delay`; returns whether it ended by itself before.
  private func kill(_ router: Router, after delay: Duration) async throws -> Bool {
    var options = PlatformOptions()
    options.createSession = true
    let result = try await Subprocess.run(
      .path(FilePath(Router.program)), arguments: ["--config", router.config],
      platformOptions: options,
      input: .none, output: .discarded, error: .discarded
    ) { process in
      try await Task.sleep(for: delay)
      try? process.send(signal: .kill, toProcessGroup: true)
    }
    return result.terminationStatus.isSuccess
  }

  @Test(
    "at any moment of creating, changing and removing is ended by the next, and the one after has nothing to do"
  )
  func anyMoment() async throws {
    try await Router.with { router in
      try router.spec("kept", "mounts: [{target: /data, volume: data}]")
      for name in ["b", "c", "d", "e", "f"] { try router.spec(name) }
      try await router.push()
      #expect(try await router.apply().status == 0)
      _ = try await router.inside("kept", "/bin/sh", "-c", "echo precious >/data/file")
      let kept = try await router.running("kept")
      var wasKilled = 0
      // Up to the moment when a whole run takes less.
      for round in 0..<14 {
        let isOdd = round % 2 == 1
        // One goes, one comes, one restarts, one changes while it runs, one is recreated; and back again.
        try isOdd ? router.spec("b") : router.remove("\(router.work)/b.yaml")
        try isOdd ? router.remove("\(router.work)/new.yaml") : router.spec("new")
        try router.spec("c", "environment: {ROUND: \"\(round)\"}")
        try router.spec("d", "resources: {pids: {limit: \(20 + round)}}")
        try router.spec("e", isOdd ? "" : "rootfs: {mode: ephemeral}")
        try await router.push("round \(round)")
        if try await !kill(router, after: .milliseconds(20 + 60 * round)) { wasKilled += 1 }
        let next = try await router.apply("--allow-destroy", "1")
        #expect(next.status == 0, "round \(round): \(next)")
        let after = try await router.apply("--detailed-exitcode")
        #expect(after.status == 0, "round \(round): \(after)")
        #expect(after.out.contains("Nothing to do."), "round \(round): \(after)")
        #expect(try await router.running("kept") == kept, "round \(round)")
        #expect(try await router.identity("b") == nil || isOdd)
        #expect(try await router.cgroup("d", "pids.max") == "\(20 + round)")
      }
      #expect(wasKilled > 7)
      #expect(try await router.inside("kept", "/bin/cat", "/data/file").out == "precious\n")
      try await expectNothingLeft(router)
    }
  }

  @Test("while it watches a change leaves that to be watched by the next, which goes back")
  func watching() async throws {
    try await Router.with { router in
      try router.spec("web")
      try await router.push()
      #expect(try await router.apply().status == 0)
      let settings = try String(contentsOfFile: router.config, encoding: .utf8)
      try router.write(settings.replacing("settle: 1s", with: "settle: 4s"), to: router.config)
      try router.spec("web", command: "[/bin/sh, -c, \"sleep 3; exit 3\"]")
      try await router.push()
      #expect(try await !kill(router, after: .seconds(1)))
      let next = try await router.apply()
      #expect(next.status == 1 && next.out.contains("was rolled back"), "\(next)")
      _ = try await router.running("web")
    }
  }

  /// No mount of ours on the host, nothing unfinished in the state directory, no control group without a container.
  private func expectNothingLeft(_ router: Router) async throws {
    let mounts = try String(contentsOfFile: "/proc/self/mountinfo", encoding: .utf8)
    #expect(!mounts.contains("\(router.root)/"))
    let unfinished = try await router.command(
      "find", router.state, router.lxcPath, "-name", ".un*", "-o", "-name", "*.tmp*")
    #expect(unfinished.out.isEmpty, "\(unfinished)")
    let names = try FileManager.default.contentsOfDirectory(atPath: router.lxcPath)
    let groups = try await router.command(
      "find", "/sys/fs/cgroup", "-type", "d", "-name", "lxc.payload.\(router.prefix)*")
    for group in groups.out.split(separator: "\n") {
      #expect(names.contains { group.hasSuffix("lxc.payload.\($0)") }, "\(group)")
    }
  }

  /// Makes two containers that take their time to end.
  private func beginSlowly(_ router: Router) async throws {
    for name in ["a", "b"] {
      try router.spec(name, "environment: {ROUND: zero}", command: Router.slow)
    }
    try await router.push()
    #expect(try await router.apply().status == 0)
  }

  /// How a run ends that gets a signal while `a` is down and `b` waits for its turn.
  private func end(
    _ router: Router, by signal: Signal, round: String
  ) async throws -> TerminationStatus {
    for name in ["a", "b"] {
      try router.spec(name, "environment: {ROUND: \(round)}", command: Router.slow)
    }
    try await router.push(round)
    return try await Subprocess.run(
      .path(FilePath(Router.program)), arguments: ["--config", router.config],
      input: .none, output: .discarded, error: .discarded
    ) { process in
      try await router.waitForEnd(of: "a")
      try process.send(signal: signal)
    }.terminationStatus
  }

  private func round(_ router: Router, _ name: String) async throws -> String? {
    let pid = try await router.running(name).pid
    let environment = try String(contentsOfFile: "/proc/\(pid)/environ", encoding: .utf8)
    return environment.split(separator: "\0").first { $0.hasPrefix("ROUND=") }.map {
      String($0.dropFirst("ROUND=".count))
    }
  }

  @Test("by its owner brings to its end what it stopped, and leaves the rest to the next")
  func asked() async throws {
    try await Router.with { router in
      try await beginSlowly(router)
      // SIGTERM does the same: that is what the agent sends.
      let b = try await router.running("b")
      #expect(try await end(router, by: .interrupt, round: "one") == .exited(1))
      #expect(try await round(router, "a") == "one")
      #expect(try await router.running("b") == b)
      #expect(try await router.apply().status == 0)
      #expect(try await round(router, "b") == "one")
    }
  }

  @Test("by a terminal that goes away goes on to its end")
  func hungUp() async throws {
    try await Router.with { router in
      try await beginSlowly(router)
      #expect(try await end(router, by: .terminalClosed, round: "one") == .exited(0))
      for name in ["a", "b"] { #expect(try await round(router, name) == "one") }
      #expect(try await router.apply("--detailed-exitcode").status == 0)
    }
  }
}
