import FoundationEssentials
import Testing

@Suite("a change that fails")
struct RollBackTests {
  private static let dies = "[/bin/sh, -c, \"echo cannot >/dev/console; exit 3\"]"

  private func volume(_ router: Router, _ short: String) throws -> String {
    let data = "\(router.state)/volumes/\(router.name(short))/data/data"
    return try String(contentsOfFile: "\(data)/file", encoding: .utf8)
  }

  @Test("and is new is removed, also by the run after one that was killed before it had failed")
  func newcomer() async throws {
    try await Router.with { router in
      try router.spec("other")
      try await router.push()
      #expect(try await router.apply().status == 0)
      try router.spec(
        "web", "mounts: [{target: /data, volume: data}]",
        command: #"[/bin/sh, -c, "echo kept >/data/file; sleep 0.5; exit 3"]"#)
      try await router.push()
      let point = "begin \(router.name("web"))/settle"
      let killed = try await router.command(
        "env", "TURRIS_APPLY_FAILPOINT=\(point)", Router.program, "--config", router.config)
      #expect(killed.status == 128 + 9, "\(killed)")
      try await Task.sleep(for: .seconds(1))
      let next = try await router.apply()
      #expect(next.status == 1, "\(next)")
      #expect(next.out.contains("removed again"), "\(next)")
      let place = "\(router.lxcPath)/\(router.name("web"))"
      #expect(!FileManager.default.fileExists(atPath: place))
      let attic = try await router.turris("attic", "list", "--config", router.config)
      #expect(attic.out.contains(router.name("web")), "\(attic) \(next)")
      let state = try FileSnapshot(below: [router.state, router.lxcPath])
      let again = try await router.apply()
      #expect(again.status == 1, "\(again)")
      #expect(again.description.contains("failed with this spec before"), "\(again)")
      #expect(try FileSnapshot(below: [router.state, router.lxcPath]) == state)
    }
  }

  @Test("goes back to what the container was, is remembered, and goes on with another spec")
  func restart() async throws {
    try await Router.with { router in
      let mounts = "mounts: [{target: /data, volume: data}]"
      try router.spec("web", mounts)
      try router.spec("other")
      try await router.push()
      #expect(try await router.apply().status == 0)
      let (web, other) = (try await router.running("web"), try await router.running("other"))
      _ = try await router.inside("web", "/bin/sh", "-c", "echo kept >/data/file")
      let entry = "\(router.lxcPath)/\(router.name("web"))/inventory.json"
      let before = try String(contentsOfFile: entry, encoding: .utf8)

      try router.spec("web", mounts, command: Self.dies)
      try await router.push("a command that dies")
      let run = try await router.apply()
      #expect(run.status == 1, "\(run)")
      #expect(run.out.contains("↺") && run.out.contains("was rolled back"), "\(run)")
      #expect(run.out.contains("cannot"), "the console's end: \(run)")
      let back = try await router.running("web")
      #expect(back != web)
      #expect(try await router.running("other") == other)
      #expect(try String(contentsOfFile: entry, encoding: .utf8) == before)
      #expect(try volume(router, "web") == "kept\n")

      // It is not tried again, which is said each time and costs no writing.
      let state = try FileSnapshot(below: [router.state, router.lxcPath])
      for arguments in [["--dry-run"], []] {
        let again = try await router.command(
          [Router.program, "--config", router.config] + arguments)
        #expect(again.status == 1, "\(again)")
        #expect(again.description.contains("failed with this spec before"), "\(again)")
      }
      #expect(try await router.running("web") == back)
      #expect(try FileSnapshot(below: [router.state, router.lxcPath]) == state)

      // What somebody does by hand is healed, to what it was.
      _ = try await router.command("lxc-stop", "-P", router.lxcPath, "-k", "-n", router.name("web"))
      let healed = try await router.apply()
      #expect(healed.status == 1, "\(healed)")
      let alive = try await router.running("web")

      let retried = try await router.apply("--retry")
      #expect(retried.status == 1, "\(retried)")
      #expect(retried.out.contains("↺"), "\(retried)")
      #expect(try await router.running("web") != alive)

      try router.spec("web", mounts + "\nenvironment: {A: b}")
      try await router.push("another")
      let mended = try await router.apply()
      #expect(mended.status == 0, "\(mended)")
      #expect(try await router.apply("--detailed-exitcode").status == 0)
      #expect(try volume(router, "web") == "kept\n")
    }
  }

  @Test("with another image goes back to the upper that it had, and leaves no other")
  func recreation() async throws {
    try await Router.with { router in
      try router.spec("web")
      try await router.push()
      #expect(try await router.apply().status == 0)
      _ = try await router.inside("web", "/bin/sh", "-c", "echo mine >/etc/mine")
      let made = try await router.command(
        "sh", "-ec",
        """
        mkdir -p '\(router.root)/empty/etc'
        tar -cf '\(router.root)/empty.tar' -C '\(router.root)/empty' .
        sha256sum '\(router.root)/empty.tar' | cut -d ' ' -f 1
        """)
      let good = try String(contentsOfFile: "\(router.work)/web.yaml", encoding: .utf8)
      try router.write(
        good.replacing(router.image.path, with: "\(router.root)/empty.tar")
          .replacing(router.image.digest, with: made.out.filter(\.isHexDigit)),
        to: "\(router.work)/web.yaml")
      try await router.push("an image without a shell")
      let run = try await router.apply()
      #expect(run.status == 1, "\(run)")
      #expect(run.out.contains("↺"), "\(run)")
      #expect(try await router.inside("web", "/bin/cat", "/etc/mine").out == "mine\n")
      let uppers = try FileManager.default.contentsOfDirectory(
        atPath: "\(router.state)/uppers/\(router.name("web"))")
      #expect(uppers.count == 1, "\(uppers)")
      try router.write(good, to: "\(router.work)/web.yaml")
      try await router.push("as before")
      #expect(try await router.apply("--detailed-exitcode").status == 0)
    }
  }

  @Test("of a container that is new removes it again; its data is in the attic, the others go on")
  func creation() async throws {
    try await Router.with { router in
      try router.spec("good")
      try router.spec("bad", "mounts: [{target: /data, volume: data}]", command: Self.dies)
      try await router.push()
      let run = try await router.apply()
      #expect(run.status == 1, "\(run)")
      #expect(run.out.contains("removed again"), "\(run)")
      let good = try await router.running("good")
      for folder in [router.lxcPath, "\(router.state)/volumes", "\(router.state)/uppers"] {
        let names = try FileManager.default.contentsOfDirectory(atPath: folder)
        #expect(!names.contains(router.name("bad")), "\(folder)")
      }
      let attic = try await router.turris("attic", "list", "--config", router.config)
      #expect(attic.out.contains(router.name("bad")), "\(attic)")
      let again = try await router.apply()
      #expect(again.status == 1, "\(again)")
      #expect(again.description.contains("failed with this spec before"), "\(again)")
      try router.spec("bad", "mounts: [{target: /data, volume: data}]")
      try await router.push()
      #expect(try await router.apply().status == 0)
      _ = try await router.running("bad")
      #expect(try await router.running("good") == good)
    }
  }

  @Test("of a container that is new leaves data of its name where that lay before")
  func leftovers() async throws {
    try await Router.with { router in
      let mounts = "mounts: [{target: /data, volume: data}]"
      try router.spec("web", mounts)
      try router.spec("other")
      try await router.push()
      #expect(try await router.apply().status == 0)
      _ = try await router.inside("web", "/bin/sh", "-c", "echo kept >/data/file")
      let name = router.name("web")
      #expect(
        try await router.turris("release", name, "--config", router.config).status == 0)
      _ = try await router.command("lxc-stop", "-P", router.lxcPath, "-k", "-n", name)
      try router.remove("\(router.lxcPath)/\(name)")
      try router.spec("web", mounts, command: Self.dies)
      try await router.push()
      let run = try await router.apply()
      #expect(run.status == 1, "\(run)")
      #expect(try volume(router, "web") == "kept\n")
      try router.spec("web", mounts)
      try await router.push()
      #expect(try await router.apply().status == 0)
      #expect(try await router.inside("web", "/bin/cat", "/data/file").out == "kept\n")
    }
  }

  @Test("holds the rest of its commit back, but not what is live, new or drift")
  func restOfCommit() async throws {
    try await Router.with { router in
      for name in ["a", "b", "c", "drift"] { try router.spec(name) }
      try router.spec("live", "resources: {pids: {limit: 16}}")
      try await router.push()
      #expect(try await router.apply().status == 0)
      let (b, c) = (try await router.running("b"), try await router.running("c"))
      let live = try await router.running("live")
      try router.spec("a", command: Self.dies)
      for name in ["b", "c"] { try router.spec(name, "environment: {A: b}") }
      try router.spec("live", "resources: {pids: {limit: 32}}")
      try router.spec("new")
      try await router.push()
      _ = try await router.command(
        "lxc-stop", "-P", router.lxcPath, "-k", "-n", router.name("drift"))
      let run = try await router.apply()
      #expect(run.status == 1, "\(run)")
      for name in ["a", "new", "drift"] { _ = try await router.running(name) }
      #expect(try await router.running("b") == b)
      #expect(try await router.running("c") == c)
      #expect(try await router.running("live") == live)
      #expect(try await router.cgroup("live", "pids.max") == "32")
      let again = try await router.apply()
      #expect(again.status == 1, "\(again)")
      #expect(again.err.contains("not tried, since '\(router.name("a"))' failed"), "\(again)")
      #expect(try await router.running("b") == b)
      try router.spec("a")
      try await router.push()
      let mended = try await router.apply()
      #expect(mended.status == 0, "\(mended)")
      #expect(try await router.running("b") != b)
      #expect(try await router.running("c") != c)
    }
  }

  @Test("is remembered also where a commit that cannot be read comes between, and drift is mended")
  func healing() async throws {
    try await Router.with { router in
      try router.spec("web")
      try await router.push()
      #expect(try await router.apply().status == 0)
      try router.spec("web", command: Self.dies)
      try await router.push()
      #expect(try await router.apply().status == 1)
      try router.write("kind: Nonsense", to: "\(router.work)/nonsense.yaml")
      try await router.push()
      _ = try await router.command("lxc-stop", "-P", router.lxcPath, "-k", "-n", router.name("web"))
      let healed = try await router.apply()
      #expect(healed.status == 1 && healed.out.contains("1 started"), "\(healed)")
      let web = try await router.running("web")
      try router.remove("\(router.work)/nonsense.yaml")
      try await router.push()
      let again = try await router.apply()
      #expect(again.err.contains("failed with this spec before"), "\(again)")
      #expect(try await router.running("web") == web)
    }
  }

  @Test("of a dependency brings back those that were stopped for it")
  func dependency() async throws {
    try await Router.with { router in
      try router.spec("db")
      try router.spec("web", "dependsOn: [NAME-db]")
      try await router.push()
      #expect(try await router.apply().status == 0)
      try router.spec("db", command: Self.dies)
      try router.spec("web", "dependsOn: [NAME-db]\nenvironment: {A: b}")
      try await router.push()
      let run = try await router.apply()
      #expect(run.status == 1, "\(run)")
      _ = try await router.running("db")
      let web = try await router.running("web")
      let environment = try String(
        contentsOfFile: "/proc/\(web.pid)/environ", encoding: .utf8)
      #expect(!environment.contains("A=b"), "\(run)")
      let again = try await router.apply()
      #expect(again.status == 1, "\(again)")
      #expect(try await router.running("web") == web)
    }
  }

  @Test(
    "only because the run's time was over is not remembered, and what it goes back to gets the time it needs"
  )
  func late() async throws {
    try await Router.with { router in
      try router.set("runTimeout: 3s")
      func command(_ seconds: Int) -> String {
        "[/bin/sh, -c, \"rm -f /ok; (sleep \(seconds); touch /ok) & trap exit TERM; while :; do sleep 1 & wait; done\"]"
      }
      let health = "health: {exec: [test, -e, /ok], interval: 1s, startPeriod: 20s}"
      try router.spec("web", health, command: command(2))
      try await router.push()
      #expect(try await router.apply().status == 0)
      try router.spec("web", health, command: command(6))
      try await router.push()
      let run = try await router.apply()
      #expect(run.status == 1 && run.out.contains("was rolled back"), "\(run)")
      #expect(run.out.contains(", healthy"), "\(run)")
      let settings = try String(contentsOfFile: router.config, encoding: .utf8)
      try router.write(settings.replacing("Timeout: 3s", with: "Timeout: 30s"), to: router.config)
      let next = try await router.apply()
      #expect(next.status == 0, "\(next)")
    }
  }

  @Test("restarts those that depend on a container which gets another address, and no others")
  func address() async throws {
    try await Router.with { router in
      try router.spec("db", "networks: [{bridge: br-lan, ipv4: {address: 192.168.1.30/24}}]")
      try router.spec("web", "dependsOn: [NAME-db]")
      try router.spec("other")
      try await router.push()
      #expect(try await router.apply().status == 0)
      let (web, other) = (try await router.running("web"), try await router.running("other"))
      try router.spec(
        "db",
        "environment: {A: b}\nnetworks: [{bridge: br-lan, ipv4: {address: 192.168.1.30/24}}]")
      try await router.push()
      #expect(try await router.apply().status == 0)
      #expect(try await router.running("web") == web)
      try router.spec("db", "networks: [{bridge: br-lan, ipv4: {address: 192.168.1.31/24}}]")
      try await router.push()
      let dry = try await router.apply("--dry-run")
      #expect(dry.out.contains("depends on, gets another"), "\(dry)")
      #expect(try await router.apply().status == 0)
      #expect(try await router.running("web") != web)
      #expect(try await router.running("other") == other)
      #expect(try await router.apply("--detailed-exitcode").status == 0)
    }
  }
}
