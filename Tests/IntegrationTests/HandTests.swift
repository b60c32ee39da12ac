import FoundationEssentials
import Testing

@Suite("what somebody did by hand")
struct HandTests {
  @Test("is seen where a container was started with another command than its own")
  func startedByHand() async throws {
    try await Router.with { router in
      try router.spec("web")
      try await router.push()
      #expect(try await router.apply().status == 0)
      let name = router.name("web")
      _ = try await router.command("lxc-stop", "-P", router.lxcPath, "-k", "-n", name)
      _ = try await router.command(
        "lxc-start", "-P", router.lxcPath, "-n", name, "--", "/bin/sleep", "1000")
      let byHand = try await router.running("web")
      let dry = try await router.apply("--dry-run")
      #expect(dry.out.contains("restart"), "\(dry)")
      #expect(try await router.apply().status == 0)
      let now = try await router.running("web")
      #expect(now != byHand)
      let command = try String(contentsOfFile: "/proc/\(now.pid)/cmdline", encoding: .utf8)
      #expect(command.contains("trap exit TERM"))
      #expect(try await router.apply("--detailed-exitcode").status == 0)
      // That nobody recorded the start is no reason where it runs what it should.
      try FileManager.default.removeItem(atPath: "\(router.root)/run/starts/\(name).json")
      #expect(try await router.apply("--detailed-exitcode").status == 0)
      #expect(try await router.running("web") == now)
    }
  }

  @Test("is put right without a restart where it was only the config that was removed")
  func removedConfig() async throws {
    try await Router.with { router in
      try router.spec("web")
      try router.spec("other")
      try await router.push()
      #expect(try await router.apply().status == 0)
      let web = try await router.running("web")
      let other = try await router.running("other")
      let config = "\(router.lxcPath)/\(router.name("web"))/config"
      let text = try String(contentsOfFile: config, encoding: .utf8)
      try router.remove(config)
      #expect(try await router.apply().status == 0)
      #expect(try String(contentsOfFile: config, encoding: .utf8) == text)
      #expect(try await router.running("web") == web)
      // Something that is no file holds up its own container alone.
      try router.remove(config)
      try FileManager.default.createDirectory(atPath: config, withIntermediateDirectories: false)
      _ = try await router.command(
        "lxc-stop", "-P", router.lxcPath, "-k", "-n", router.name("other"))
      let run = try await router.apply()
      #expect(run.status == 1, "\(run)")
      #expect(try await router.running("other") != other)
      #expect(try await router.running("web") == web)
    }
  }

  @Test("to data that is missing holds the container back, and nothing begins empty unasked")
  func missingData() async throws {
    try await Router.with { router in
      try router.spec("web", "mounts: [{target: /data, volume: data}]")
      try await router.push()
      #expect(try await router.apply().status == 0)
      _ = try await router.inside("web", "/bin/sh", "-c", "echo precious >/data/file")
      let volume = "\(router.state)/volumes/\(router.name("web"))"
      try FileManager.default.moveItem(atPath: volume, toPath: "\(router.root)/away")
      _ = try await router.command(
        "lxc-stop", "-P", router.lxcPath, "-k", "-n", router.name("web"))
      let run = try await router.apply()
      #expect(run.status == 1, "\(run)")
      #expect(run.err.contains("its volume 'data' is missing"), "\(run)")
      #expect(try await router.identity("web") == nil)
      #expect(!FileManager.default.fileExists(atPath: volume))
      try FileManager.default.moveItem(atPath: "\(router.root)/away", toPath: volume)
      #expect(try await router.apply().status == 0)
      #expect(try await router.inside("web", "/bin/cat", "/data/file").out == "precious\n")
    }
  }

  @Test("to an inventory entry is mended on disk, and a directory that is gone can be given up")
  func inventory() async throws {
    try await Router.with { router in
      try router.spec("web")
      try router.spec("gone")
      try await router.push()
      #expect(try await router.apply().status == 0)
      let entry = "\(router.lxcPath)/\(router.name("web"))/inventory.json"
      let sound = try String(contentsOfFile: entry, encoding: .utf8)
      try String(sound.prefix(100)).write(toFile: entry, atomically: false, encoding: .utf8)
      #expect(try await router.apply("--detailed-exitcode").status == 0)
      #expect(try String(contentsOfFile: entry, encoding: .utf8) == sound)

      let gone = router.name("gone")
      _ = try await router.command("lxc-stop", "-P", router.lxcPath, "-k", "-n", gone)
      try router.remove("\(router.lxcPath)/\(gone)")
      let run = try await router.apply()
      #expect(run.status == 1, "\(run)")
      #expect(run.err.contains("turris-apply release \(gone)"), "\(run)")
      let release = try await router.turris("release", gone, "--config", router.config)
      #expect(release.status == 0, "\(release)")
      #expect(try await router.apply().status == 0)
      _ = try await router.running("gone")
    }
  }

  @Test("leaves nothing of a container whose init ended at once")
  func endedAtOnce() async throws {
    try await Router.with { router in
      try router.spec("bad", command: "[/bin/true]")
      for name in ["a", "b", "c"] { try router.spec(name) }
      try await router.push()
      #expect(try await router.apply().status == 1)
      try router.remove("\(router.work)/bad.yaml")
      try await router.push()
      let run = try await router.apply()
      #expect(run.status == 0, "\(run)")
      let groups = try await router.command(
        "find", "/sys/fs/cgroup", "-type", "d", "-name", "lxc.*\(router.name("bad"))*")
      #expect(groups.out.isEmpty, "\(groups)")
    }
  }

  @Test("privileged is not what a container with files of other ids becomes")
  func otherIDs() async throws {
    try await Router.with { router in
      let policy = "/etc/turris-apply/policy.yaml"
      try router.write("privileged: true", to: policy)
      defer { try? FileManager.default.removeItem(atPath: policy) }
      try router.spec("web", "mounts: [{target: /data, volume: data}]")
      try await router.push()
      #expect(try await router.apply().status == 0)
      let web = try await router.running("web")
      try router.spec(
        "web", "security: {privileged: true}\nmounts: [{target: /data, volume: data}]")
      try await router.push()
      let run = try await router.apply("--output", "json")
      #expect(run.status == 1, "\(run)")
      #expect(run.err.contains("belong to other ids"), "\(run)")
      #expect(run.out.contains("belong to other ids"), "\(run)")
      #expect(try await router.running("web") == web)
    }
  }
}
