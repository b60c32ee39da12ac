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
}
