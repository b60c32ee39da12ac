import FoundationEssentials
import Testing

@Suite("what a spec or a person keeps from change")
struct KeepingTests {
  @Test("is a protected container: it is neither removed nor made anew in one commit")
  func protected() async throws {
    try await Router.with { router in
      try router.spec("kept")
      try router.spec("web", "protect: true")
      try await router.push()
      #expect(try await router.apply().status == 0)
      let web = try await router.running("web")
      try router.spec("web", "protect: true\nrootfs: {mode: ephemeral}")
      try await router.push()
      let anew = try await router.apply()
      #expect(anew.status == 1 && anew.err.contains("is protected"), "\(anew)")
      try router.remove("\(router.work)/web.yaml")
      try await router.push()
      let gone = try await router.apply("--allow-destroy", "2")
      #expect(gone.status == 1 && gone.err.contains("is protected"), "\(gone)")
      #expect(try await router.running("web") == web)
      try router.spec("web")
      try await router.push()
      #expect(try await router.apply().status == 0)
      try router.remove("\(router.work)/web.yaml")
      try await router.push()
      #expect(try await router.apply("--allow-destroy", "1").status == 0)
      #expect(try await router.identity("web") == nil)
    }
  }

  @Test("is a suspended container: left exactly as it is, which the plan says")
  func suspended() async throws {
    try await Router.with { router in
      try router.spec("web", "resources: {pids: {limit: 20}}")
      try await router.push()
      #expect(try await router.apply().status == 0)
      let web = try await router.running("web")
      try router.spec("web", "suspend: true\nresources: {pids: {limit: 30}}")
      try await router.push()
      let dry = try await router.apply("--dry-run")
      #expect(dry.out.contains("suspend"), "\(dry)")
      #expect(try await router.apply().status == 0)
      #expect(try await router.running("web") == web)
      #expect(try await router.cgroup("web", "pids.max") == "20")
      _ = try await router.command(
        "lxc-stop", "-P", router.lxcPath, "-k", "-n", router.name("web"))
      #expect(try await router.apply().status == 0)
      #expect(try await router.identity("web") == nil)
      try router.spec("web", "resources: {pids: {limit: 30}}")
      try await router.push()
      #expect(try await router.apply().status == 0)
      #expect(try await router.cgroup("web", "pids.max") == "30")
    }
  }

  @Test("is everything that is released, and a plan may be looked at while a run holds the lock")
  func releasedAndLocked() async throws {
    try await Router.with { router in
      for name in ["a", "b"] { try router.spec(name) }
      try await router.push()
      #expect(try await router.apply().status == 0)
      let a = try await router.running("a")
      let locked = try await router.command(
        "flock", "\(router.state)/lock", Router.program, "--config", router.config)
      #expect(locked.status == 75, "\(locked)")
      let dry = try await router.command(
        "flock", "\(router.state)/lock", Router.program, "--config", router.config, "--dry-run")
      #expect(dry.status == 0, "\(dry)")
      let released = try await router.turris("release", "--all", "--config", router.config)
      #expect(released.status == 0, "\(released)")
      let run = try await router.apply()
      #expect(run.status == 1 && run.err.contains("did not make"), "\(run)")
      #expect(try await router.running("a") == a)
    }
  }

  @Test("is the order of dependencies: started after them, stopped before them")
  func order() async throws {
    try await Router.with { router in
      // By name it would be the other way round.
      try router.spec("a", "dependsOn: [NAME-z]")
      try router.spec("z")
      try router.spec("kept")
      try await router.push()
      #expect(try await router.apply().status == 0)
      #expect(try await router.ended(of: ["z/settle", "a/start"]) == ["z/settle", "a/start"])
      for name in ["a", "z"] { try router.remove("\(router.work)/\(name).yaml") }
      try await router.push()
      #expect(try await router.apply("--allow-destroy", "2").status == 0)
      #expect(try await router.ended(of: ["a/stop", "z/stop"]) == ["a/stop", "z/stop"])
    }
  }

  @Test("is a state directory in memory: refused unless the settings allow it")
  func volatileState() async throws {
    try await Router.with { router in
      try router.spec("web")
      try await router.push()
      let place = "/dev/shm/\(router.prefix)"
      let run = try await router.apply("--state-dir", place)
      #expect(run.status == 1 && run.err.contains("tmpfs"), "\(run)")
      #expect(try await router.identity("web") == nil)
      _ = try await router.command("rm", "-rf", place)
    }
  }

  @Test(
    "is not an image that nothing refers to any more: a later run that changes something clears it away"
  )
  func housekeeping() async throws {
    try await Router.with { router in
      try router.spec("kept")
      try router.spec("web")
      try await router.push()
      #expect(try await router.apply().status == 0)
      let other = "\(router.root)/other.tar"
      _ = try await router.command(
        "sh", "-c",
        "mkdir \(router.root)/r && cd \(router.root)/r && xz -dc \(router.image.path) | tar x && echo x >new && tar cf \(other) ."
      )
      let sum = try await router.command("sha256sum", other)
      let digest = try #require(sum.out.split(separator: " ").first.map(String.init))
      let images = { try FileManager.default.contentsOfDirectory(atPath: "\(router.state)/images") }
      for name in ["kept", "web"] {
        let path = "\(router.work)/\(name).yaml"
        let text = try String(contentsOfFile: path, encoding: .utf8)
        try router.write(
          text.replacing(router.image.path, with: other).replacing(
            router.image.digest, with: "\"\(digest)\""), to: path)
      }
      try await router.push()
      let run = try await router.apply()
      #expect(run.status == 0, "\(run)")
      #expect(try images().count == 2)
      #expect(try await router.apply("--detailed-exitcode").status == 0)
      #expect(try images().count == 2)
      let path = "\(router.work)/web.yaml"
      try router.write(
        try String(contentsOfFile: path, encoding: .utf8) + "resources: {pids: {limit: 20}}",
        to: path)
      try await router.push()
      #expect(try await router.apply().status == 0)
      #expect(try images().map { $0.hasPrefix(digest) } == [true])
      #expect(try await router.records().contains { $0.step?.contains("clearAway") == true })
      let last = try #require(try await router.runs().first)
      let told = try await router.turris("history", last, "--config", router.config)
      #expect(told.out.split(separator: "\n").allSatisfy { $0.count <= 80 }, "\(told)")
    }
  }
}
