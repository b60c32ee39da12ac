import FoundationEssentials
import Subprocess
import SystemPackage
import Testing

@Suite("the agent")
struct AgentTests {
  /// How an agent ended, and what it wrote to its log.
  struct Ended {
    var status: TerminationStatus
    var log: String
  }

  /// Runs an agent while `body` lasts, and then asks it to end.
  func agent(
    _ router: Router, interval: String = "1h", ends: Signal = .terminate,
    _ body: (_ send: (Signal) throws -> Void) async throws -> Void
  ) async throws -> Ended {
    let settings = try String(contentsOfFile: router.config, encoding: .utf8)
    if !settings.contains("interval:") {
      try router.write("\(settings)interval: \(interval)\nretryInterval: 1h", to: router.config)
    }
    let log = FilePath("\(router.root)/agent.log")
    let file = try FileDescriptor.open(
      log, .writeOnly, options: [.create, .truncate], permissions: .ownerReadWrite)
    let result = try await Subprocess.run(
      .path(FilePath(Router.program)), arguments: ["agent", "--config", router.config],
      input: .none, output: .discarded,
      error: .fileDescriptor(file, closeAfterSpawningProcess: true)
    ) { process in
      try await body { try process.send(signal: $0) }
      try process.send(signal: ends)
    }
    return Ended(
      status: result.terminationStatus, log: try String(contentsOfFile: log.string, encoding: .utf8)
    )
  }

  private func status(_ router: Router) async throws -> String {
    try await router.turris("status", "--config", router.config).out
  }

  func wait(
    _ what: Comment, _ isSo: () async throws -> Bool
  ) async throws {
    for _ in 0..<200 {
      if try await isSo() { return }
      try await Task.sleep(for: .milliseconds(100))
    }
    Issue.record("never: \(what)")
  }

  @Test("comes up, follows what is pushed when it is told, and ends when it is asked to")
  func follows() async throws {
    try await Router.with { router in
      try router.spec("web", "resources: {pids: {limit: 16}}")
      try await router.push()
      let ended = try await agent(router) { send in
        try await wait("the first attempt") { try await router.identity("web") != nil }
        try await wait("its limit") { try await router.cgroup("web", "pids.max") == "16" }
        try await wait("a status that says when it looks next") {
          try await status(router).contains(" · next look in ")
        }
        let again = try await router.turris("agent", "--config", router.config)
        #expect(again.status == 1 && again.err.contains("another agent runs here"), "\(again)")
        try router.spec("web", "resources: {pids: {limit: 32}}")
        try await router.push()
        try await wait("an answer to sync") {
          _ = try await router.turris("sync", "--config", router.config)
          return try await router.cgroup("web", "pids.max") == "32"
        }
        try router.spec("web", "resources: {pids: {limit: 64}}")
        try await router.push()
        try send(.userDefinedOne)
        try await wait("an answer to SIGUSR1") {
          try await router.cgroup("web", "pids.max") == "64"
        }
      }
      #expect(ended.status == .exited(0), "\(ended)")
      #expect(try await !status(router).contains("next look"))
      let alone = try await router.turris("sync", "--config", router.config)
      #expect(alone.status == 1 && alone.err.contains("no agent runs here"), "\(alone)")
      #expect(try await router.apply("--detailed-exitcode").status == 0)
    }
  }

  @Test("sees at once that an init has ended, and brings it up again without the server")
  func revives() async throws {
    try await Router.with { router in
      try router.spec("web")
      try router.spec("kept")
      try await router.push()
      #expect(try await router.apply().status == 0)
      let (web, kept) = (try await router.running("web"), try await router.running("kept"))
      try router.remove(router.bare)
      let ended = try await agent(router) { _ in
        for round in 0..<2 {
          let pid = try await router.running("web").pid
          // The first attempts of an agent have ended by then, and it watches.
          try await Task.sleep(for: .seconds(3))
          _ = try await router.command("kill", "-9", "\(pid)")
          try await wait("another init, round \(round)") {
            guard let now = try await router.identity("web") else { return false }
            return now.pid != pid
          }
        }
      }
      #expect(ended.status == .exited(0), "\(ended)")
      #expect(ended.log.contains("notice ended container=\(router.name("web"))"), "\(ended)")
      #expect(try await router.running("web") != web)
      #expect(try await router.running("kept") == kept)
    }
  }

  @Test("starts what ends again and again, with a pause before the third time")
  func pauses() async throws {
    try await Router.with { router in
      try router.spec("flaky", command: #"[/bin/sh, -c, "sleep 1.3; exit 3"]"#)
      try await router.push()
      var inits: Set<Int32> = []
      let ended = try await agent(router) { _ in
        try await wait("a fourth init") {
          if let identity = try await router.identity("flaky") { inits.insert(identity.pid) }
          return inits.count == 4
        }
      }
      #expect(ended.status == .exited(0), "\(ended)")
      let status = try await router.turris("status", "--config", router.config)
      #expect(status.status == 0, "\(status)")
    }
  }

  @Test("keeps its settings where a changed file has errors, and takes it once it has none")
  func settings() async throws {
    try await Router.with { router in
      try router.spec("web", "resources: {pids: {limit: 16}}")
      try await router.push()
      let ended = try await agent(router) { send in
        try await wait("the first attempt") { try await router.identity("web") != nil }
        let good = try String(contentsOfFile: router.config, encoding: .utf8)
        try router.write("\(good)concurrency: many", to: router.config)
        try send(.terminalClosed)
        try router.spec("web", "resources: {pids: {limit: 32}}")
        try await router.push()
        try await wait("an attempt by the old settings") {
          _ = try await router.turris("sync", "--config", "\(router.root)/run/agent/settings.yaml")
          return try await router.cgroup("web", "pids.max") == "32"
        }
        try router.write(
          good.replacing("interval: 1h", with: "interval: 1s"), to: router.config)
        try send(.terminalClosed)
        try router.spec("web", "resources: {pids: {limit: 64}}")
        try await router.push()
        try await wait("an attempt by the new interval") {
          try await router.cgroup("web", "pids.max") == "64"
        }
      }
      #expect(ended.status == .exited(0), "\(ended)")
      #expect(ended.log.contains("the ones before stay"), "\(ended)")
    }
  }

  @Test("that is asked to end while a container is down brings that up first")
  func endsInTheMiddle() async throws {
    try await Router.with { router in
      try router.spec("web", command: Router.slow)
      try await router.push()
      #expect(try await router.apply().status == 0)
      try router.spec("web", "environment: {ROUND: two}", command: Router.slow)
      try await router.push()
      let ended = try await agent(router) { _ in try await router.waitForEnd(of: "web") }
      #expect(ended.status == .exited(0), "\(ended)")
      let pid = try await router.running("web").pid
      let environment = try String(contentsOfFile: "/proc/\(pid)/environ", encoding: .utf8)
      #expect(environment.contains("ROUND=two"))
    }
  }

  @Test("tells a service manager that it is ready, how it does, and that it lives")
  func notifies() async throws {
    try await Router.with { router in
      try router.spec("web")
      try await router.push()
      let socket = "\(router.root)/notify"
      try router.write(
        """
        import socket, subprocess, sys
        listener = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
        listener.bind("\(socket)")
        listener.settimeout(30)
        agent = subprocess.Popen(sys.argv[1:], stderr=subprocess.DEVNULL)
        said = []
        while not any("all is as it should be" in line for line in said) or said.count("WATCHDOG=1") < 2:
            said.append(listener.recv(1000).decode())
        agent.terminate()
        print(agent.wait(), *said, listener.recv(1000).decode(), sep="\\n")
        """, to: "\(router.root)/manager.py")
      let said = try await router.command(
        "env", "NOTIFY_SOCKET=\(socket)", "WATCHDOG_USEC=2000000", "python3",
        "\(router.root)/manager.py", Router.program, "agent", "--config", router.config)
      let lines = said.out.split(separator: "\n")
      #expect(lines.first == "0", "\(said)")
      #expect(lines.dropFirst().first == "READY=1", "\(said)")
      #expect(said.out.contains("STATUS=all is as it should be; next look in "), "\(said)")
      #expect(lines.contains("STOPPING=1") || lines.last == "WATCHDOG=1", "\(said)")
    }
  }
}
