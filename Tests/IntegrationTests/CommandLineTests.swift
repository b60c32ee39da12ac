import FoundationEssentials
import Testing

@Suite("the command line")
struct CommandLineTests {
  @Test(
    "answers what makes no sense with exit 64",
    arguments: [
      ["--unknown"], ["--allow-destroy", "-1"], ["--allow-destroy", "x"], ["--only", "-rf"],
      ["--only", ""], ["--only", "Web"], ["--output", "xml"], ["nonsense"], ["release"],
      ["history", "../../etc"], ["history", ""], ["logs", "../x"], ["logs", ""], ["validate", ""],
      ["--only"], ["--ref", "a", "--ref", "b"],
      ["--dry-run", "--dry-run"], ["--path=a", "--path", "b"],
    ])
  func usage(_ arguments: [String]) async throws {
    try await Router.with { router in
      let run = try await router.command([Router.program] + arguments)
      #expect(run.status == 64, "\(run)")
      #expect(run.out.isEmpty)
      #expect(!run.err.isEmpty)
    }
  }

  @Test("survives a megabyte for a name")
  func megabyte() async throws {
    try await Router.with { router in
      // A single argument of execve(2) holds at most 128 KiB.
      let run = try await router.command(
        [Router.program, "--only", String(repeating: "a", count: 100_000)])
      #expect(run.status == 64)
      #expect(run.err.utf8.count < 4096)
      for words in [["validate"], ["--state-dir"], ["--config"], ["--repository"], ["logs"]] {
        let run = try await router.command(
          [Router.program] + words + [String(repeating: "a", count: 100_000)])
        #expect(run.status == 64, "\(words)")
        #expect(run.err.utf8.count < 4096)
      }
    }
  }

  @Test("says that only root can apply, and lets anyone validate")
  func notRoot() async throws {
    try await Router.with { router in
      try router.spec("web")
      let nobody = ["setpriv", "--reuid=65534", "--regid=65534", "--clear-groups", Router.program]
      let run = try await router.command(nobody + ["--repository", router.bare])
      #expect(run.status == 1, "\(run)")
      #expect(run.err.contains("root"))
      let validate = try await router.command(nobody + ["validate", router.work])
      #expect(validate.status == 0, "\(validate)")
      #expect(try await router.command(nobody + ["--help"]).status == 0)
      #expect(try await router.command(nobody + ["schema"]).out.contains("2020-12"))
    }
  }

  @Test(
    "names the flag that was given an empty value, as scripts do whose variable is not set",
    arguments: ["--config", "--state-dir", "--lxc-path", "--repository", "--ref", "--path"])
  func emptyValue(_ flag: String) async throws {
    try await Router.with { router in
      try router.spec("web")
      try await router.push()
      let others =
        flag == "--config"
        ? ["--repository", router.bare, "--state-dir", router.state, "--lxc-path", router.lxcPath]
        : ["--config", router.config]
      for words in [[flag, ""], ["\(flag)="]] {
        let run = try await router.command([Router.program] + others + words)
        #expect(run.status == 64, "\(run)")
        #expect(run.err.contains("the value of \(flag) is empty"), "\(run)")
        for made in [router.state, router.lxcPath, "\(router.root)/run"] {
          #expect(!FileManager.default.fileExists(atPath: made), "\(made)")
        }
      }
    }
  }

  @Test("finds its other programs where it is called through a symbolic link")
  func throughLink() async throws {
    try await Router.with { router in
      try router.spec("web")
      try await router.push()
      let link = "\(router.root)/ta"
      try FileManager.default.createSymbolicLink(
        atPath: link, withDestinationPath: Router.program)
      let run = try await router.command([link, "--config", router.config, "--dry-run"])
      #expect(run.status == 0, "\(run)")
      #expect(run.out.contains("1 to create"), "\(run)")
    }
  }

  @Test("leaves the machine as it was where it makes no sense")
  func nothingMade() async throws {
    try await Router.with { router in
      let state = "\(router.root)/never"
      let run = try await router.turris("--state-dir", state, "--repository", "ftp://x/y")
      #expect(run.status == 1, "\(run)")
      #expect(!FileManager.default.fileExists(atPath: state))
      let dry = try await router.apply("--dry-run", "--repository", "/nonexistent")
      #expect(dry.status == 1)
      #expect(dry.out == "Nothing was changed.\n", "\(dry)")
    }
  }

  @Test("checks a spec for somebody who may not look into the folder beside it")
  func unreadableNeighbour() async throws {
    try await Router.with { router in
      let folder = "\(router.root)/specs"
      try FileManager.default.createDirectory(
        atPath: "\(folder)/private", withIntermediateDirectories: true)
      _ = try await router.command("chmod", "700", "\(folder)/private")
      _ = try await router.command("chmod", "755", router.root)
      try router.spec("web")
      _ = try await router.command("cp", "\(router.work)/web.yaml", folder)
      let run = try await router.command(
        "setpriv", "--reuid=65534", "--regid=65534", "--clear-groups", Router.program, "validate",
        "\(folder)/web.yaml")
      #expect(run.status == 0, "\(run)")
    }
  }

  @Test("starts again what it stopped where nobody reads on")
  func closedOutput() async throws {
    try await Router.with { router in
      try router.spec("web")
      try await router.push()
      #expect(try await router.apply().status == 0)
      try router.spec("web", "environment: {A: b}")
      try await router.push()
      let run = try await router.command(
        "sh", "-c", "\(Router.program) --config \(router.config) | head -1")
      #expect(run.out.contains("main"), "\(run)")
      _ = try await router.running("web")
      #expect(try await router.apply("--detailed-exitcode").status == 0)
    }
  }

  @Test("fails where its results cannot be written")
  func fullOutput() async throws {
    try await Router.with { router in
      try router.spec("web")
      for target in [">/dev/full", ">&-"] {
        let run = try await router.command(
          "sh", "-c", "\(Router.program) validate \(router.work) \(target)")
        #expect(run.status == 1, "\(target): \(run)")
      }
    }
  }

  @Test("refuses settings that are missing, a folder, a fifo or wrong, with their place")
  func settings() async throws {
    try await Router.with { router in
      _ = try await router.command("mkfifo", "\(router.root)/fifo")
      try router.write("repositroy: {url: /x}", to: "\(router.root)/wrong.yaml")
      for (path, words) in [
        ("/nonexistent", "no such file"), (router.root, "directory"),
        ("\(router.root)/fifo", "not a file"),
        ("\(router.root)/wrong.yaml", "wrong.yaml:1:1"),
      ] {
        let run = try await router.command(Router.program, "--config", path)
        #expect(run.status == 1, "\(run)")
        #expect(run.err.contains(words), "\(run)")
      }
      let json = try await router.command(
        Router.program, "--config", "\(router.root)/wrong.yaml", "--output", "json")
      #expect(json.out.contains("wrong.yaml:1:1: unknown key 'repositroy'"), "\(json)")
    }
  }

  @Test("prints one JSON document and nothing else")
  func json() async throws {
    try await Router.with { router in
      try router.spec("web", "environment: {TOKEN: secret}")
      try await router.push()
      let dry = try await router.apply("--dry-run", "--output", "json")
      #expect(dry.status == 0, "\(dry)")
      #expect(!dry.out.contains("secret"))
      let parsed = try await router.command(
        "python3", "-c",
        "import json,sys; d=json.loads(sys.argv[1]); print(d['formatVersion'], d['summary']['create'], d['revision']['stale'], [c['before'] for c in d['resources'][0]['changes']][0])",
        dry.out)
      #expect(parsed.out == "1.0 1 False None\n", "\(parsed)")
      let run = try await router.apply("--output", "json")
      #expect(run.status == 0, "\(run)")
      let outcome = try await router.command(
        "python3", "-c",
        "import json,sys; d=json.loads(sys.argv[1]); print({o['outcome'] for o in d['outcomes']})",
        run.out)
      #expect(outcome.out == "{'succeeded'}\n", "\(outcome)")
    }
  }

  @Test("goes on from the last accepted commit where the server is gone, and says so")
  func stale() async throws {
    try await Router.with { router in
      try router.spec("web")
      try await router.push()
      #expect(try await router.apply().status == 0)
      try FileManager.default.moveItem(atPath: router.bare, toPath: router.bare + ".away")
      _ = try await router.command(
        "lxc-stop", "-P", router.lxcPath, "-k", "-n", router.name("web"))
      let run = try await router.apply("--output", "json")
      #expect(run.status == 0, "\(run)")
      #expect(run.err.contains("warning"))
      #expect(run.out.contains("\"stale\" : true"))
      _ = try await router.running("web")
    }
  }
}
