import FoundationEssentials
import Testing

@Suite("a router")
struct FirstApplyTests {
  @Test("makes a container, says so, and has nothing to do the second time")
  func createAndNothing() async throws {
    try await Router.with { router in
      try router.spec("web", "resources: {memory: {limit: 64MiB}, pids: {limit: 50}}")
      try await router.push()

      let dry = try await router.apply("--dry-run", "--detailed-exitcode")
      #expect(dry.status == 2, "\(dry)")
      #expect(dry.out.contains("1 to create"))
      #expect(!FileManager.default.fileExists(atPath: router.state))

      let first = try await router.apply()
      #expect(first.status == 0, "\(first)")
      let identity = try await router.running("web")
      #expect(try await router.memoryLimit("web") == "67108864")
      #expect(try await router.cgroup("web", "pids.max") == "50")
      let map = try String(contentsOfFile: "/proc/\(identity.pid)/uid_map", encoding: .utf8)
      #expect(map.split(separator: " ").map(String.init).dropFirst().first == "100000")

      let before = try FileSnapshot(below: [router.state, router.lxcPath])
      let second = try await router.apply("--detailed-exitcode")
      #expect(second.status == 0, "\(second)")
      #expect(second.out.contains("Nothing to do."))
      #expect(try FileSnapshot(below: [router.state, router.lxcPath]) == before)
      #expect(try await router.running("web") == identity)
    }
  }

  @Test("changes a limit while the container runs, up and down and away")
  func liveLimit() async throws {
    try await Router.with { router in
      try router.spec("web", "resources: {memory: {limit: 64MiB}}")
      try router.spec("dns")
      try await router.push()
      #expect(try await router.apply().status == 0)
      let web = try await router.running("web")
      let dns = try await router.running("dns")
      for (limit, bytes) in [("128MiB", "134217728"), ("32MiB", "33554432")] {
        try router.spec("web", "resources: {memory: {limit: \(limit)}}")
        try await router.push()
        let run = try await router.apply("--detailed-exitcode")
        #expect(run.status == 2, "\(run)")
        #expect(try await router.memoryLimit("web") == bytes)
      }
      try router.spec("web")
      try await router.push()
      #expect(try await router.apply().status == 0)
      #expect(["9223372036854771712", "max"].contains(try await router.memoryLimit("web")))
      #expect(try await router.running("web") == web)
      #expect(try await router.running("dns") == dns)
    }
  }

  @Test("gives a root file system in memory another size while the container runs")
  func rootSize() async throws {
    try await Router.with { router in
      func free() async throws -> String {
        try await router.inside("web", "/bin/sh", "-c", "df -k / | tail -1").out
      }
      try router.spec("web", "rootfs: {mode: ephemeral, size: 2MiB}")
      try await router.push()
      #expect(try await router.apply().status == 0)
      let web = try await router.running("web")
      #expect(try await free().contains(" 2048 "))
      for (size, blocks) in [("8MiB", " 8192 "), ("6MiB", " 6144 ")] {
        try router.spec("web", "rootfs: {mode: ephemeral, size: \(size)}")
        try await router.push()
        let dry = try await router.apply("--dry-run")
        #expect(dry.out.contains("live"), "\(dry)")
        #expect(try await router.apply().status == 0)
        #expect(try await free().contains(blocks))
        #expect(try await router.apply("--detailed-exitcode").status == 0)
      }
      _ = try await router.inside("web", "/bin/dd", "if=/dev/zero", "of=/big", "bs=1M", "count=4")
      try router.spec("web", "rootfs: {mode: ephemeral, size: 2MiB}")
      try await router.push()
      let run = try await router.apply()
      #expect(run.status == 1, "\(run)")
      #expect(run.out.contains("more than 2MiB of it is in use"), "\(run)")
      #expect(try await router.running("web") == web)
    }
  }

  @Test("restarts only the container whose environment changed")
  func restart() async throws {
    try await Router.with { router in
      try router.spec("web", "environment: {GREETING: hello}")
      try router.spec("dns")
      try await router.push()
      #expect(try await router.apply().status == 0)
      let web = try await router.running("web")
      let dns = try await router.running("dns")
      try router.spec("web", "environment: {GREETING: goodbye}")
      try await router.push()
      let dry = try await router.apply("--dry-run")
      #expect(dry.out.contains("restart"))
      #expect(!dry.out.contains("goodbye"))
      #expect(try await router.apply().status == 0)
      let now = try await router.running("web")
      #expect(now != web)
      #expect(try await router.running("dns") == dns)
      let environment = try String(contentsOfFile: "/proc/\(now.pid)/environ", encoding: .utf8)
      #expect(environment.contains("GREETING=goodbye"))
    }
  }

  @Test(
    "keeps what was written to the root file system through a restart, and a volume through recreation"
  )
  func data() async throws {
    try await Router.with { router in
      let mounts = "mounts: [{target: /data, volume: data}]"
      try router.spec("web", mounts)
      try await router.push()
      #expect(try await router.apply().status == 0)
      #expect(
        try await router.inside("web", "/bin/sh", "-c", "echo a >/kept; echo b >/data/kept").status
          == 0)
      try router.spec("web", "environment: {A: b}\n" + mounts)
      try await router.push()
      #expect(try await router.apply().status == 0)
      #expect(try await router.inside("web", "/bin/cat", "/kept", "/data/kept").out == "a\nb\n")
      try router.spec("web", "rootfs: {mode: ephemeral}\n" + mounts)
      try await router.push()
      let run = try await router.apply()
      #expect(run.status == 0, "\(run)")
      #expect(try await router.inside("web", "/bin/cat", "/data/kept").out == "b\n")
      #expect(try await router.inside("web", "/bin/cat", "/kept").status != 0)
    }
  }
}
