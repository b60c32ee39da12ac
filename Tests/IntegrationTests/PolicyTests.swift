import FoundationEssentials
import Testing

@Suite("the router's policy")
struct PolicyTests {
  @Test("is the strictest where there is none, and names what is refused with its place")
  func strictest() async throws {
    try await Router.with { router in
      try router.spec(
        "web",
        """
        security: {privileged: true, seccomp: unconfined}
        mounts: [{target: /data, bind: {source: /srv/other}}]
        devices: [{path: /dev/null}]
        """)
      try await router.push()
      let run = try await router.apply()
      #expect(run.status == 1, "\(run)")
      for words in [
        "web.yaml:8:24: error: privileged containers", "containers without seccomp",
        "bind source /srv/other is not allowed",
        "web.yaml:10:11: error: device /dev/null is not allowed",
      ] {
        #expect(run.err.contains(words), "\(run)")
      }
      #expect(try await router.identity("web") == nil)
      #expect(!FileManager.default.fileExists(atPath: "\(router.lxcPath)/\(router.name("web"))"))
    }
  }

  @Test(
    "allows what it lists, but no way round it by a symbolic link, and nothing of turris-apply's own"
  )
  func listed() async throws {
    try await Router.with { router in
      let shared = "\(router.root)/shared"
      try router.write("hello", to: "\(shared)/greeting")
      _ = try await router.command("ln", "-s", "/etc", "\(router.root)/link")
      try await withPolicy("privileged: true\nbindSources: [\(router.root)]\n") {
        for (source, words) in [
          ("\(router.root)/link", "leads through a symbolic link to /etc"),
          (router.state, "where turris-apply keeps its own"),
          (router.root, "where turris-apply keeps its own"),
        ] {
          try router.spec("web", "mounts: [{target: /data, bind: {source: \(source)}}]")
          try await router.push()
          let run = try await router.apply()
          #expect(run.status == 1, "\(run)")
          #expect(run.err.contains(words), "\(run)")
          #expect(try await router.identity("web") == nil)
        }
        try router.spec(
          "web",
          "security: {privileged: true}\nmounts: [{target: /data, bind: {source: \(shared)}}]")
        try await router.push()
        let dry = try await router.apply("--dry-run")
        #expect(dry.out.contains("privileged"), "\(dry)")
        let run = try await router.apply()
        #expect(run.status == 0, "\(run)")
        #expect(try await router.inside("web", "/bin/cat", "/data/greeting").out == "hello\n")
        let web = try await router.running("web")
        let map = try String(contentsOfFile: "/proc/\(web.pid)/uid_map", encoding: .utf8)
        #expect(map.split(separator: " ").map(String.init).dropFirst().first == "0")
      }
      // What runs goes on when the policy is narrowed, and a commit that asks for it is refused.
      let web = try await router.running("web")
      let narrowed = try await router.apply()
      #expect(narrowed.status == 1, "\(narrowed)")
      #expect(try await router.running("web") == web)
    }
  }

  @Test("lets kernel parameters be set, all of them where the container is privileged")
  func kernelParameters() async throws {
    try await Router.with { router in
      let sysctls = "sysctls: {kernel.domainname: example.org, net.ipv4.ip_forward: \"1\"}"
      try router.spec("web", sysctls)
      try await router.push()
      let refused = try await router.apply()
      #expect(refused.status == 1, "\(refused)")
      #expect(refused.err.contains("kernel.domainname can be set for privileged"), "\(refused)")
      try await withPolicy("privileged: true\n") {
        try router.spec("web", "security: {privileged: true}\n\(sysctls)")
        try await router.push()
        let run = try await router.apply()
        #expect(run.status == 0, "\(run)")
        let values = try await router.inside(
          "web", "/bin/cat", "/proc/sys/kernel/domainname", "/proc/sys/net/ipv4/ip_forward")
        #expect(values.out == "example.org\n1\n", "\(values)")
      }
    }
  }

  @Test("is not taken from a file that others can write to")
  func writable() async throws {
    try await Router.with { router in
      try router.spec("web")
      try await router.push()
      try await withPolicy("privileged: true\n") {
        _ = try await router.command("chmod", "666", policyPath)
        let run = try await router.apply()
        #expect(run.status == 1, "\(run)")
        #expect(run.err.contains(policyPath), "\(run)")
        #expect(try await router.identity("web") == nil)
      }
    }
  }
}
