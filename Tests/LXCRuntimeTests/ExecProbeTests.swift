import ContainerModel
import Reconciling
import Testing

@testable import LXCRuntime

@Suite("A command that asks for a container's health")
struct ExecProbeTests {
  @Test("runs inside, as its root, with the environment of its spec", arguments: [false, true])
  func succeeds(privileged: Bool) async throws {
    try await Router.with { router in
      let (entry, _) = try await router.started(
        router.entry(privileged: privileged) {
          $0.environment = ["GREETING": "hello there"]
          $0.workingDirectory = "/srv"
        })
      let script = """
        test "$GREETING" = 'hello there' && test "$(id -u):$(id -g)" = 0:0 && test "$PWD" = /srv &&
        test "$(hostname)" = \(entry.spec.name) && test -d /proc/1 && ! read line &&
        test "$PATH" = /usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin
        """
      let trace = await router.trace(of: script, in: entry)
      #expect(trace == "")
      // No other namespaces, control groups and capabilities than init's; but in version 2 liblxc has a group of its own, below
      // the container's, for what it attaches.
      let same = """
        set -e
        for file in /proc/1/ns/*; do test "$(readlink $file)" = "$(readlink /proc/self/ns/${file##*/})"; done
        test "$(cat /proc/1/cgroup)" = "$(sed 's|^0::/.lxc$|0::/|' /proc/self/cgroup)"
        test "$(grep -E '^(CapBnd|Seccomp|NoNewPrivs):' /proc/1/status)" = \\
          "$(grep -E '^(CapBnd|Seccomp|NoNewPrivs):' /proc/self/status)"
        """
      let comparison = await router.trace(of: same, in: entry)
      #expect(comparison == "")
    }
  }

  @Test("is root even where init is somebody else, and finds programs by the spec's own PATH")
  func userAndPath() async throws {
    try await Router.with { router in
      let (entry, _) = try await router.started(
        router.entry {
          $0.user = UserSpec("1000:1000")
          $0.environment = ["PATH": "/nowhere:/bin"]
        })
      try await router.runtime.probe(
        entry.probed(["sh", "-c", "test $PATH = /nowhere:/bin && test $(id -u):$(id -g) = 0:0"]))
    }
  }

  @Test("says why it failed, with its last lines")
  func fails() async throws {
    try await Router.with { router in
      let (entry, _) = try await router.started(router.entry())
      let failure = await router.failure(
        entry.probed([
          "sh", "-c", "seq 1 2000; printf 'no \\033[31mdatabase\\n' >&2; exit 3",
        ]))
      #expect(
        failure?.description == "failed to probe '\(entry.spec.name)': exec ended with status 3")
      #expect(failure?.details.suffix(2) == ["exec: 2000", "exec: no [31mdatabase"])
      #expect(failure?.details.count == 10)
      #expect(failure?.isPassing == true)
      #expect(
        await router.failure(entry.probed(["sh", "-c", "kill -SEGV $$"]))?.cause
          == "exec was killed by signal 11")
      #expect(
        await router.failure(entry.probed(["sh", "-c", "kill -KILL -1; sleep 9"]))?.cause
          .hasPrefix("exec was killed") == true)
    }
  }

  @Test("that is not there, or no program, is named", arguments: [false, true])
  func missing(privileged: Bool) async throws {
    try await Router.with { router in
      let (entry, _) = try await router.started(router.entry(privileged: privileged))
      #expect(
        await router.failure(entry.probed(["pg_isready", "-q"]))?.cause
          == "there is no command 'pg_isready' in the container")
      #expect(
        await router.failure(entry.probed(["/etc/motd"]))?.cause
          == "the command '/etc/motd' cannot be executed in the container: Permission denied")
      // A shell's own 127 is the status of a command like any other.
      let failure = await router.failure(entry.probed(["sh", "-c", "pg_isready"]))
      #expect(failure?.cause == "exec ended with status 127")
      #expect(failure?.details == ["exec: sh: pg_isready: not found"])
    }
  }

  @Test("that hangs is killed when its time is over", arguments: [false, true])
  func hangs(privileged: Bool) async throws {
    try await Router.with { router in
      let (entry, identity) = try await router.started(router.entry(privileged: privileged))
      let begin = ContinuousClock.now
      let failure = await router.failure(
        entry.probed(["sh", "-c", "trap '' TERM; echo waiting; sleep 71"]))
      #expect(failure?.cause == "exec did not end within 1s, and was killed")
      #expect(failure?.details == ["exec: waiting"])
      #expect(ContinuousClock.now - begin < .seconds(2))
      #expect(try shell("pgrep -f 'sleep 7[1]'") == "")
      _ = try await router.runtime.checkAlive(entry, identity: identity)
    }
  }

  @Test("leaves nothing behind, whatever it forks", arguments: forkingCommands)
  func forks(command: String) async throws {
    try await Router.with { router in
      let (entry, identity) = try await router.started(router.entry())
      _ = await router.failure(entry.probed(["sh", "-c", command]))
      #expect(try shell("pgrep -f 'sleep 7[2]'") == "")
      // Init and the sleep that it waits for.
      #expect(
        try shell(
          """
          space=$(readlink /proc/\(identity.pid)/ns/pid)
          for process in /proc/[0-9]*; do readlink $process/ns/pid; done | grep -c -F $space
          """) == "2")
      _ = try await router.runtime.checkAlive(entry, identity: identity)
    }
  }

  @Test("leaves nothing behind of a family that forks as fast as it can")
  func forkBomb() async throws {
    try await Router.with { router in
      let (entry, identity) = try await router.started(
        router.entry { $0.resources.pids.limit = 64 })
      let failure = await router.failure(
        entry.probed(["sh", "-c", "f() { f & f & sleep 72; }; f 2>/dev/null; sleep 72"]))
      #expect(failure != nil)
      #expect(try shell("pgrep -f 'sleep 7[2]'") == "")
      _ = try await router.runtime.checkAlive(entry, identity: identity)
      try await router.runtime.probe(entry.probed(["true"]))
    }
  }

  @Test("that prints a gigabyte neither waits nor costs memory")
  func prints() async throws {
    try await Router.with { router in
      let (entry, _) = try await router.started(router.entry())
      let failure = await router.failure(
        entry.probed(
          ["sh", "-c", "head -c 1073741824 /dev/zero | tr '\\0' x; echo; echo end; exit 1"],
          timeout: 60))
      #expect(failure?.cause == "exec ended with status 1")
      #expect(failure?.details.last == "exec: end")
      #expect((failure?.details.joined().utf8.count ?? 0) <= 5000)
      #expect(
        await router.failure(entry.probed(["sh", "-c", "yes >&2"]))?.cause
          == "exec did not end within 1s, and was killed")
    }
  }

  @Test("is not run in a container that does not run, or is frozen")
  func stopped() async throws {
    try await Router.with { router in
      let entry = try await router.configured(router.entry()).probed(["true"])
      let failure = await router.failure(entry)
      #expect(failure?.description == "failed to probe '\(entry.spec.name)': it does not run")
      #expect(failure?.isPassing == true)
      _ = try await router.runtime.start(entry)
      try await router.runtime.probe(entry)
      _ = try shell("lxc-freeze -P \(router.root)/lxc -n \(entry.spec.name)")
      #expect(await router.failure(entry)?.cause == "it is frozen")
      try await router.runtime.thaw(entry)
      try await router.runtime.probe(entry)
      _ = try await router.runtime.stop(entry)
      #expect(await router.failure(entry)?.cause == "it does not run")
    }
  }

  @Test("is not needed where the spec asks for none: it is enough to run")
  func none() async throws {
    try await Router.with { router in
      let (entry, _) = try await router.started(router.entry())
      try await router.runtime.probe(entry)
      _ = try await router.runtime.stop(entry)
      #expect(await router.failure(entry)?.cause == "it does not run")
    }
  }

  @Test(
    "ends with the worker that asked it to run, and all that it forked",
    arguments: ["sleep 73; true", "(setsid sh -c 'setsid sleep 73 & sleep 73' &); sleep 73; true"])
  func killedWorker(command: String) async throws {
    try await Router.with { router in
      let (entry, _) = try await router.started(router.entry())
      async let failure = router.failure(entry.probed(["sh", "-c", command], timeout: 20))
      let sleeps = "\(command.ranges(of: "sleep 73").count)"
      for _ in 0..<100 where try shell("pgrep -c -f '^sleep 7[3]'") != sleeps {
        try await Task.sleep(for: .milliseconds(50))
      }
      // The oldest: what watches inside the container has the same command line.
      _ = try shell("pkill -KILL -o -f 'worker [p]robe-exec'")
      #expect(await failure?.cause == "worker 'probe-exec' was killed by signal 9")
      for _ in 0..<20 where try shell("pgrep -f 'sleep 7[3]'") != "" {
        try await Task.sleep(for: .milliseconds(50))
      }
      #expect(try shell("pgrep -f 'sleep 7[3]'") == "")
    }
  }

  @Test("whose monitor is stuck is given up in time")
  func stuck() async throws {
    try await Router.with { router in
      let (entry, _) = try await router.started(router.entry())
      let monitor = try shell("pgrep -f '[l]xc monitor.*\(entry.spec.name)'")
      _ = try shell("kill -STOP \(monitor)")
      let begin = ContinuousClock.now
      #expect(await router.failure(entry.probed(["true"]))?.cause == "no answer within 1s")
      #expect(ContinuousClock.now - begin < .seconds(7))
      _ = try shell("kill -CONT \(monitor)")
      try await router.runtime.probe(entry.probed(["true"]))
    }
  }
}

/// Commands that leave processes behind, by all ways to hide.
private let forkingCommands = [
  "sleep 72 & exit 0",
  "(setsid sleep 72 >/dev/null 2>&1 </dev/null &); exit 0",
  "(trap '' HUP TERM INT; setsid sh -c '(setsid sleep 72 &) ; (setsid sleep 72 &)' &); exit 1",
  "setsid sleep 72 & setsid sleep 72 & wait",
  "f() { sleep 72 & setsid sh -c 'sleep 72 & sleep 0.05; sleep 72' & }; while :; do f; sleep 0.1; done",
  "trap 'kill 0' EXIT; sleep 72 & exit 0",
  "sleep 72 & kill -STOP $!; kill -STOP $$",
]
