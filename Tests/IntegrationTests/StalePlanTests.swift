import FoundationEssentials
import Testing

@Suite("what changes while a run is under way")
struct StalePlanTests {
  /// What a run says that is held at its first line, after planning and before the first step, while `meanwhile` happens.
  private func run(
    _ router: Router, meanwhile: () async throws -> Void
  ) async throws -> Router.Output {
    let pipe = try FullPipe()
    async let run = router.command(
      "sh", "-c", "exec \(Router.program) --config \(router.config) >\(pipe.path)")
    try await pipe.waitForWriter()
    try await meanwhile()
    try pipe.drain()
    return try await run
  }

  @Test("after planning: what is about it is not carried out, and the next run sees it")
  func afterPlanning() async throws {
    try await Router.with { router in
      try router.spec("web", "resources: {pids: {limit: 16}}")
      try router.spec("dns")
      try await router.push()
      #expect(try await router.apply().status == 0)
      let dns = try await router.running("dns")
      try router.spec("web", "resources: {pids: {limit: 32}}")
      try await router.push()
      let written = ["\(router.state)/runs", "\(router.lxcPath)/\(router.name("web"))"]
      let before = try FileSnapshot(below: written)
      let stop = { (name: String) in
        _ = try await router.command(
          "lxc-stop", "-P", router.lxcPath, "-k", "-n", router.name(name))
      }
      let nothing = try await run(router) { try await stop("web") }
      #expect(nothing.status == 1, "\(nothing)")
      #expect(
        nothing.err.contains("the machine changed since it was made; run again"), "\(nothing)")
      #expect(try await router.identity("web") == nil)
      #expect(try FileSnapshot(below: written) == before)
      #expect(try await router.apply().status == 0)
      #expect(try await router.cgroup("web", "pids.max") == "32")

      // What becomes of one keeps the others from nothing.
      try router.spec("web", "resources: {pids: {limit: 64}}")
      try router.spec("dns", "resources: {pids: {limit: 64}}")
      try await router.push()
      let half = try await run(router) { try await stop("dns") }
      #expect(half.status == 1, "\(half)")
      #expect(try await router.cgroup("web", "pids.max") == "64")
      #expect(try await router.identity("dns") == nil)
      #expect(try await router.apply().status == 0)
      #expect(try await router.cgroup("dns", "pids.max") == "64")
      #expect(try await router.running("dns") != dns)
    }
  }

  @Test("of a container that is never at rest: the others are changed all the same")
  func restless() async throws {
    try await Router.with { router in
      try router.spec(
        "busy", "mounts: [{target: /srv, volume: data}]",
        command:
          #"[/bin/sh, -c, "while :; do mount -t tmpfs none /srv; sleep 0.05; umount /srv; sleep 0.05; done"]"#
      )
      try router.spec("web", "resources: {pids: {limit: 16}}")
      try await router.push()
      #expect(try await router.apply().status == 0)
      let web = try await router.running("web")
      for limit in 20..<24 {
        try router.spec("web", "resources: {pids: {limit: \(limit)}}")
        try await router.push()
        let said = try await router.apply()
        #expect(try await router.cgroup("web", "pids.max") == "\(limit)", "\(said)")
      }
      #expect(try await router.running("web") == web)
    }
  }

  @Test("to the config of a container whose turn has not come: it alone is left as it is")
  func beforeItsStep() async throws {
    try await Router.with { router in
      try router.spec("db")
      try router.spec("web", "dependsOn: [NAME-db]", command: Router.slow)
      for name in ["x", "y"] { try router.spec(name) }
      try await router.push()
      #expect(try await router.apply().status == 0)
      let db = try await router.running("db")
      for name in ["db", "web"] { try router.remove("\(router.work)/\(name).yaml") }
      try await router.push()
      async let run = router.apply("--allow-destroy", "2")
      try await router.waitForEnd(of: "web")
      let config = "\(router.lxcPath)/\(router.name("db"))/config"
      let text = try String(contentsOfFile: config, encoding: .utf8)
      try (text + "# mine\n").write(toFile: config, atomically: false, encoding: .utf8)
      let said = try await run
      #expect(said.status == 1, "\(said)")
      #expect(said.out.contains("its config was changed since the plan was made"), "\(said)")
      #expect(try await router.running("db") == db)
      #expect(try await router.identity("web") == nil)
      #expect(try await router.apply("--allow-destroy", "1").status == 0)
      #expect(try await router.identity("db") == nil)
    }
  }

  @Test("where somebody makes a container of a name that is to be made: it stays theirs")
  func stranger() async throws {
    try await Router.with { router in
      let settings = try String(contentsOfFile: router.config, encoding: .utf8)
      try router.write("\(settings)concurrency: 1", to: router.config)
      try router.spec("a", command: Router.slow)
      try await router.push()
      #expect(try await router.apply().status == 0)
      try router.spec("a", "environment: {A: b}", command: Router.slow)
      try router.spec("b")
      try await router.push()
      async let run = router.apply()
      try await router.waitForEnd(of: "a")
      let config = "\(router.lxcPath)/\(router.name("b"))/config"
      try router.write("lxc.uts.name = theirs", to: config)
      let said = try await run
      #expect(said.status == 1, "\(said)")
      #expect(said.out.contains("a container of this name was made since"), "\(said)")
      #expect(try String(contentsOfFile: config, encoding: .utf8) == "lxc.uts.name = theirs\n")
      _ = try await router.running("a")
      let next = try await router.apply()
      #expect(next.status == 1, "\(next)")
      #expect(try String(contentsOfFile: config, encoding: .utf8) == "lxc.uts.name = theirs\n")
    }
  }

  @Test("to the storage, which fills up: what was stopped is started again all the same")
  func fullStorage() async throws {
    try await Router.with { router in
      let settings = try String(contentsOfFile: router.config, encoding: .utf8)
      try router.write("\(settings)allowVolatileState: true", to: router.config)
      try FileManager.default.createDirectory(
        atPath: router.state, withIntermediateDirectories: true)
      #expect(
        try await router.command(
          "mount", "-t", "tmpfs", "-o", "size=32m,mode=0700", "test", router.state
        ).status == 0)
      // So many that what is written down of them does not fit into one page.
      let names = ["a", "b", "c", "d", "e"]
      for name in names { try router.spec(name, command: Router.slow) }
      try await router.push()
      let first = try await router.apply()
      #expect(first.status == 0, "\(first)")
      for name in names {
        try router.spec(name, "environment: {A: b}", command: Router.slow)
      }
      try await router.push()
      async let run = router.apply()
      try await router.waitForEnd(of: "a")
      let fill = try await router.command("dd", "if=/dev/zero", "of=\(router.state)/fill", "bs=64k")
      #expect(fill.err.contains("No space left"), "\(fill)")
      let said = try await run
      for name in names {
        let pid = try await router.running(name).pid
        let environment = try String(contentsOfFile: "/proc/\(pid)/environ", encoding: .utf8)
        #expect(environment.contains("A=b"), "\(name) \(said)")
      }
      try router.remove("\(router.state)/fill")
      let next = try await router.apply()
      #expect(next.status == 0, "\(next)")
      #expect(try await router.apply("--detailed-exitcode").status == 0)
      for name in names {
        _ = try await router.command(
          "lxc-stop", "-P", router.lxcPath, "-k", "-n", router.name(name))
      }
      #expect(try await router.command("umount", router.state).status == 0)
    }
  }

  /// A library that makes writing a journal fail as a broken storage does, from the moment on that `marker` exists.
  private func brokenStorage(marker: String, _ router: Router) async throws -> String {
    let source = "\(router.root)/broken.c"
    try router.write(
      """
      #define _GNU_SOURCE
      #include <dlfcn.h>
      #include <errno.h>
      #include <stdio.h>
      #include <string.h>
      #include <unistd.h>
      ssize_t write(int fd, const void *bytes, size_t size) {
        ssize_t (*real)(int, const void *, size_t) = dlsym(RTLD_NEXT, "write");
        char link[64], path[4096] = "";
        snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
        if (readlink(link, path, sizeof path - 1) > 0 && strstr(path, ".jsonl") && access("\(marker)", F_OK) == 0) {
          errno = EIO;
          return -1;
        }
        return real(fd, bytes, size);
      }
      """, to: source)
    let made = try await router.command(
      "gcc", "-shared", "-fPIC", "-o", "\(router.root)/broken.so", source)
    try #require(made.status == 0, "\(made)")
    return "\(router.root)/broken.so"
  }

  @Test("to the storage, which breaks: what cannot be written down is no success, and not begun")
  func brokenStorage() async throws {
    try await Router.with { router in
      for name in ["a", "b"] { try router.spec(name, command: Router.slow) }
      try await router.push()
      #expect(try await router.apply().status == 0)
      let b = try await router.running("b")
      try router.spec("a", "environment: {A: b}", command: Router.slow)
      try await router.push()
      let marker = "\(router.root)/breaks"
      let library = try await brokenStorage(marker: marker, router)
      async let run = router.command(
        "env", "LD_PRELOAD=\(library)", Router.program, "--config", router.config)
      try await router.waitForEnd(of: "a")
      try router.write("", to: marker)
      let said = try await run
      #expect(said.status == 1, "\(said)")
      #expect(said.description.contains("input/output error"), "\(said)")
      #expect(try await router.identity("a") == nil)
      try router.remove(marker)
      #expect(try await router.apply().status == 0)
      _ = try await router.running("a")
      #expect(try await router.running("b") == b)
    }
  }
}
