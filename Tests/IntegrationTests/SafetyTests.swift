import FoundationEssentials
import Testing

@Suite("safety nets")
struct SafetyTests {
  @Test("a removed spec destroys its container and moves its data to the attic")
  func destroy() async throws {
    try await Router.with { router in
      for name in ["a", "b", "c", "d"] {
        try router.spec(name, "mounts: [{target: /data, volume: data}]")
      }
      try await router.push()
      #expect(try await router.apply().status == 0)
      _ = try await router.inside("a", "/bin/sh", "-c", "echo precious >/data/kept")
      try router.remove("\(router.work)/a.yaml")
      try await router.push()
      let run = try await router.apply()
      #expect(run.status == 0, "\(run)")
      #expect(try await router.identity("a") == nil)
      #expect(!FileManager.default.fileExists(atPath: "\(router.lxcPath)/\(router.name("a"))"))
      let found = try await router.command("grep", "-rl", "precious", "\(router.state)/attic")
      #expect(found.out.contains("kept"))
      #expect(try await router.apply("--detailed-exitcode").status == 0)
    }
  }

  @Test("the last container, half of them, and an emptied repository destroy nothing")
  func guards() async throws {
    try await Router.with { router in
      try router.spec("a")
      try router.spec("b")
      try await router.push()
      #expect(try await router.apply().status == 0)
      let a = try await router.running("a")
      try router.remove("\(router.work)/a.yaml")
      try router.remove("\(router.work)/b.yaml")
      try await router.push()
      let emptied = try await router.apply()
      #expect(emptied.status == 1, "\(emptied)")
      try router.spec("c")
      try await router.push()
      let both = try await router.apply()
      #expect(both.status == 1, "\(both)")
      #expect(both.err.contains("--allow-destroy 2"))
      #expect(try await router.identity("c") == nil)
      #expect(try await router.running("a") == a)
      let allowed = try await router.apply("--allow-destroy", "2")
      #expect(allowed.status == 0, "\(allowed)")
      #expect(try await router.identity("a") == nil)
      _ = try await router.running("c")
    }
  }

  @Test("a rewound branch is refused until it is allowed")
  func rewound() async throws {
    try await Router.with { router in
      try router.spec("a")
      try await router.push("one")
      try router.spec("a", "labels: {step: two}")
      try await router.push("two")
      #expect(try await router.apply().status == 0)
      try await router.git("-C", router.work, "reset", "--quiet", "--hard", "HEAD~1")
      try router.spec("a", "labels: {step: other}")
      try await router.push("other two")
      let refused = try await router.apply()
      #expect(refused.status == 1, "\(refused)")
      #expect(refused.err.contains("--allow-rewind"))
      #expect(try await router.apply("--allow-rewind").status == 0)
    }
  }

  @Test("a container that somebody else made is not touched")
  func foreign() async throws {
    try await Router.with { router in
      try router.write("lxc.uts.name = x", to: "\(router.lxcPath)/\(router.name("web"))/config")
      try router.spec("web")
      try await router.push()
      let run = try await router.apply()
      #expect(run.status == 1, "\(run)")
      #expect(run.err.contains("did not make"))
      let kept = try String(
        contentsOfFile: "\(router.lxcPath)/\(router.name("web"))/config", encoding: .utf8)
      #expect(kept == "lxc.uts.name = x\n")
    }
  }

  @Test("one of several runs at once changes the machine, the others exit 75")
  func lock() async throws {
    try await Router.with { router in
      try router.spec("web")
      try await router.push()
      let statuses = try await withThrowingTaskGroup(of: Int32.self) { group in
        for _ in 0..<6 { group.addTask { try await router.apply().status } }
        return try await group.reduce(into: []) { $0.append($1) }
      }
      #expect(statuses.contains(0))
      #expect(statuses.allSatisfy { $0 == 0 || $0 == 75 }, "\(statuses)")
      _ = try await router.running("web")
    }
  }

  @Test("storage that is not mounted stops a run before it does anything")
  func missingMarker() async throws {
    try await Router.with { router in
      try router.spec("web")
      try await router.push()
      #expect(try await router.apply().status == 0)
      let web = try await router.running("web")
      try FileManager.default.moveItem(atPath: router.state, toPath: router.state + ".away")
      let run = try await router.apply()
      #expect(run.status == 1, "\(run)")
      #expect(run.err.contains("mounted"))
      #expect(try await router.running("web") == web)
    }
  }

  @Test("one failing container does not stop the others, and its error says why")
  func failure() async throws {
    try await Router.with { router in
      try router.spec("bad", command: "[/bin/sh, -c, \"echo the reason; exit 3\"]")
      try router.spec("good")
      try await router.push()
      let run = try await router.apply()
      #expect(run.status == 1, "\(run)")
      #expect(run.out.contains("the reason"), "\(run)")
      _ = try await router.running("good")
      let logs = try await router.turris("logs", router.name("bad"), "--config", router.config)
      #expect(logs.out.contains("the reason"), "\(logs)")
      let history = try await router.turris("history", "--config", router.config)
      #expect(history.out.contains("failed"), "\(history)")
    }
  }

  @Test("release stops managing and touches nothing")
  func release() async throws {
    try await Router.with { router in
      try router.spec("web")
      try await router.push()
      #expect(try await router.apply().status == 0)
      let web = try await router.running("web")
      let run = try await router.turris("release", router.name("web"), "--config", router.config)
      #expect(run.status == 0, "\(run)")
      #expect(try await router.running("web") == web)
      #expect(try await router.apply().err.contains("did not make"))
    }
  }
}
