import FoundationEssentials
import Glibc
import Testing

@Suite("drift")
struct DriftTests {
  @Test(
    "by hand is seen and mended: a stopped container, a changed limit, a moved interface, an edited config"
  )
  func byHand() async throws {
    try await Router.with { router in
      try router.spec("stopped")
      try router.spec("limited", "resources: {pids: {limit: 16}}")
      try router.spec("moved", "networks: [{bridge: br-lan}]")
      try router.spec("edited")
      try await router.push()
      let first = try await router.apply()
      #expect(first.status == 0, "\(first)")
      let limited = try await router.running("limited")
      let moved = try await router.running("moved")
      let edited = try await router.running("edited")
      let port = try await router.port(ofBridge: "br-lan", of: "moved")

      _ = try await router.command(
        "lxc-stop", "-P", router.lxcPath, "-k", "-n", router.name("stopped"))
      _ = try await router.command(
        "lxc-cgroup", "-P", router.lxcPath, "-n", router.name("limited"), "pids.max", "1000")
      _ = try await router.command("ip", "link", "set", port, "master", "br-guest")
      let config = "\(router.lxcPath)/\(router.name("edited"))/config"
      let text = try String(contentsOfFile: config, encoding: .utf8)
      try router.write(text + "lxc.environment = HACKED=1", to: config)

      let dry = try await router.apply("--dry-run", "--detailed-exitcode")
      #expect(dry.status == 2, "\(dry)")
      #expect(dry.out.contains("resources.pids.limit"))
      #expect(dry.out.contains("networks[eth0].bridge"))
      #expect(dry.out.contains("changed by hand"))

      let run = try await router.apply()
      #expect(run.status == 0, "\(run)")
      _ = try await router.running("stopped")
      #expect(try await router.cgroup("limited", "pids.max") == "16")
      #expect(try await router.port(ofBridge: "br-lan", of: "moved") == port)
      #expect(try String(contentsOfFile: config, encoding: .utf8) == text)
      #expect(try await router.running("limited") == limited)
      #expect(try await router.running("moved") == moved)
      #expect(try await router.running("edited") == edited)
      #expect(try await router.apply("--detailed-exitcode").status == 0)
    }
  }

  @Test("is mended from what was applied before while the newest commit is broken")
  func brokenCommit() async throws {
    try await Router.with { router in
      try router.spec("web", "resources: {memory: {limit: 64MiB}}")
      try await router.push()
      #expect(try await router.apply().status == 0)
      _ = try await router.command(
        "lxc-stop", "-P", router.lxcPath, "-k", "-n", router.name("web"))
      try router.spec("web", "resources: {memroy: {limit: 1GiB}}")
      try router.spec("new")
      try await router.push()
      let run = try await router.apply()
      #expect(run.status == 1, "\(run)")
      #expect(run.err.contains("unknown key 'memroy'"))
      #expect(run.err.contains("did you mean 'memory'"))
      _ = try await router.running("web")
      #expect(try await router.memoryLimit("web") == "67108864")
      #expect(try await router.identity("new") == nil)
    }
  }

  @Test("of what is given live is healed live: an interface, a device")
  func lostInterfaceAndDevice() async throws {
    try await Router.with { router in
      try await withPolicy("devices: [/dev/net/tun]\n") {
        try router.spec(
          "web",
          """
          networks: [{bridge: br-lan, ipv4: {address: 192.168.1.20/24}}]
          devices: [{path: /dev/net/tun}]
          """)
        try await router.push()
        #expect(try await router.apply().status == 0)
        let before = try await router.running("web")
        let link = try await router.port(ofBridge: "br-lan", of: "web")
        _ = try await router.command("ip", "link", "delete", link)
        _ = try await router.inside("web", "/bin/umount", "/dev/net/tun")
        let run = try await router.apply("--detailed-exitcode")
        #expect(run.status == 2, "\(run)")
        #expect(try await router.running("web") == before)
        #expect(try await router.port(ofBridge: "br-lan", of: "web") == link)
        let works = try await router.inside(
          "web", "/bin/sh", "-c", ": <>/dev/net/tun && ip -4 -o address show dev eth0")
        #expect(works.out.contains("192.168.1.20/24"), "\(works)")
        #expect(try await router.apply("--detailed-exitcode").status == 0)
        // What liblxc no longer finds at the end, it does not miss.
        try router.spec("web", "state: stopped")
        try await router.push()
        #expect(try await router.apply().status == 0)
        #expect(!FileManager.default.fileExists(atPath: "/sys/class/net/\(link)"))
      }
    }
  }

  @Test(
    "of a killed monitor is mended without ever running two inits, whether its init ends with it or lives on",
    arguments: [false, true])
  func killedMonitor(livesOn: Bool) async throws {
    try await Router.with { router in
      // An init that becomes another user loses the signal that it is to get when its monitor dies (prctl(2)).
      try router.spec("web", livesOn ? "user: \"1000:1000\"" : "")
      try await router.push()
      #expect(try await router.apply().status == 0)
      let before = try await router.running("web")
      kill(try router.parent(of: before), SIGKILL)
      try await Task.sleep(for: .milliseconds(500))
      #expect(FileManager.default.fileExists(atPath: "/proc/\(before.pid)") == livesOn)
      let run = try await router.apply()
      #expect(run.status == 0, "\(run)")
      let after = try await router.running("web")
      #expect(after != before)
      #expect(!FileManager.default.fileExists(atPath: "/proc/\(before.pid)"))
      #expect(try await router.apply("--detailed-exitcode").status == 0)
    }
  }
}

extension Router {
  /// The interface of the host that is a port of `bridge` and belongs to `short`.
  func port(ofBridge bridge: String, of short: String) async throws -> String {
    let info = try await command("lxc-info", "-P", lxcPath, "-n", name(short))
    let line = try #require(info.out.split(separator: "\n").first { $0.hasPrefix("Link:") })
    let link = String(try #require(line.split(separator: " ").last))
    let master = try FileManager.default.destinationOfSymbolicLink(
      atPath: "/sys/class/net/\(link)/master")
    #expect(master.hasSuffix("/\(bridge)"), "\(link) belongs to \(master)")
    return link
  }
}
