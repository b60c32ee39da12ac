import FoundationEssentials
import Glibc
import Subprocess
import SystemPackage
import Testing

@Suite("the console of a container")
struct ConsoleTests {
  /// A line of 64 bytes with its end.
  private static let filler = String(repeating: "x", count: 63)

  @Test("is kept in a bounded file, however much is printed, and it is the end that is kept")
  func bounded() async throws {
    try await Router.with { router in
      // Ten megabytes.
      try router.spec(
        "web", command: Self.saying("the end", after: "yes \(Self.filler) | head -n 163840"))
      try await router.push()
      #expect(try await router.apply().status == 0)
      let file = "\(router.root)/run/console/\(router.name("web")).log"
      try await wait(for: "the end", in: file)
      var status = stat()
      #expect(stat(file, &status) == 0 && status.st_size <= 65536, "\(status.st_size) bytes")
      let logs = try await router.turris("logs", router.name("web"), "--config", router.config)
      #expect(logs.status == 0, "\(logs)")
      #expect(logs.out.hasSuffix("the end\r\n") || logs.out.hasSuffix("the end\n"))
      #expect(logs.out.utf8.count <= 65536)
    }
  }

  @Test("is followed, over a restart too, until the one who reads has seen enough")
  func followed() async throws {
    try await Router.with { router in
      try router.spec("web", command: Self.saying("one"))
      try await router.push()
      #expect(try await router.apply().status == 0)
      let seen = "\(router.root)/seen"
      let follow = try await Subprocess.run(
        .path(FilePath(Router.program)),
        arguments: ["logs", "--follow", router.name("web"), "--config", router.config],
        input: .none,
        output: .fileDescriptor(
          try .open(seen, .writeOnly, options: [.create], permissions: .ownerReadWrite),
          closeAfterSpawningProcess: true),
        error: .discarded
      ) { process in
        try await wait(for: "one", in: seen)
        _ = try await router.inside("web", "/bin/sh", "-c", "echo two >/dev/console")
        try await wait(for: "two", in: seen)
        // The file is nearly full, and then begins anew with less than was in it.
        try await fill(router, lines: 930, "three")
        try await wait(for: "three", in: seen)
        try await fill(router, lines: 160, "four")
        try await wait(for: "four", in: seen)
        try router.spec("web", command: Self.saying("five"))
        try await router.push()
        #expect(try await router.apply().status == 0)
        try await wait(for: "five", in: seen)
        #expect(kill(process.processIdentifier.value, 0) == 0, "it ended by itself")
        try process.send(signal: .terminate)
      }
      #expect(follow.terminationStatus == .signaled(SIGTERM))
      let lines = try String(contentsOfFile: seen, encoding: .utf8)
        .split(whereSeparator: \.isNewline).filter { !$0.contains("x") }
      #expect(lines == ["one", "two", "three", "four", "five"], "each line once")
    }
  }

  private static func saying(_ word: String, after before: String = "true") -> String {
    #"[/bin/sh, -c, "\#(before); echo \#(word); trap exit TERM; while :; do sleep 1 & wait; done"]"#
  }

  /// Writes `lines` that mean nothing to the console, then `word`.
  private func fill(_ router: Router, lines: Int, _ word: String) async throws {
    _ = try await router.inside(
      "web", "/bin/sh", "-c",
      "{ yes \(Self.filler) | head -n \(lines); echo \(word); } >/dev/console")
  }

  /// Waits until the file holds `text`; ten seconds are far more than it takes.
  private func wait(for text: String, in file: String) async throws {
    for _ in 0..<100 {
      if try String(contentsOfFile: file, encoding: .utf8).contains(text) { return }
      try await Task.sleep(for: .milliseconds(100))
    }
    Issue.record("'\(text)' did not come")
  }
}
