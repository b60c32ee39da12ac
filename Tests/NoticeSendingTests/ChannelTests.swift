import FoundationEssentials
import Glibc
import NoticeDeciding
import Testing

@testable import NoticeSending

@Suite("A notice reaches")
struct ChannelTests {
  private func notice(_ reason: String = "no\u{1b}[31m\nway") throws -> Notice {
    var end = RunEnd(
      run: "20260101-000000", time: "2026-01-01T00:00:00Z", host: "turris", commit: "abc")
    end.problems = [Problem(.container, name: "web", reason: reason)]
    var told = ToldState()
    return try #require(NoticeJudge(end).notices(&told).first)
  }

  @Test("a command, by its environment and by JSON, and nothing else of this process does")
  func command() async throws {
    let folder = try Folder()
    setenv("NOTICE_TEST_SECRET", "s3cret", 1)
    let script = try folder.script(
      "tell", "cd \(folder.path); env >environment; cat >json; echo \"$#:$1\" >words")
    try await CommandChannel([script, "a b"]).send(notice())
    let environment = try #require(folder.text("environment"))
    for line in [
      "TURRIS_APPLY_EVENT=failure", "TURRIS_APPLY_MESSAGE=web: no [31m way",
      "TURRIS_APPLY_COMMIT=abc",
      "TURRIS_APPLY_HOST=turris", "TURRIS_APPLY_CONTAINERS=web", "TURRIS_APPLY_FROM=",
      "TURRIS_APPLY_RUN=20260101-000000", "TURRIS_APPLY_TIME=2026-01-01T00:00:00Z",
    ] {
      #expect(
        environment.split(separator: "\n").contains(Substring(line)), "\(line) \(environment)")
    }
    #expect(!environment.contains("s3cret"))
    let json = try #require(folder.text("json"))
    #expect(try JSONDecoder().decode(Notice.self, from: Data(json.utf8)) == notice())
    #expect(folder.text("words") == "1:a b\n")
    // More than a pipe holds, and nobody reads it.
    let deaf = try folder.script("deaf", "exit 0")
    try await Courier([deaf]).run(environment: [:], input: [UInt8](repeating: 0x20, count: 1 << 20))
  }

  @Test("no command that fails, is missing, or hangs, which is ended with all that it began")
  func failures() async throws {
    let folder = try Folder()
    let fails = try folder.script("fails", "exit 3")
    await #expect { try await CommandChannel([fails]).send(notice()) } throws: {
      "\($0)".contains("'\(fails)' failed with a notice")
    }
    await #expect { try await CommandChannel(["/nonexistent"]).send(notice()) } throws: {
      "\($0)".contains("failed to run '/nonexistent'")
    }
    let hangs = try folder.script("hangs", "sleep 1000 & echo $! >\(folder.path)/child; wait")
    let begun = ContinuousClock.now
    await #expect {
      try await Courier([hangs], deadline: .milliseconds(500)).run(environment: [:], input: [])
    } throws: { "\($0)".contains("took longer than") }
    #expect(ContinuousClock.now - begun < .seconds(5))
    let number = (folder.text("child") ?? "").filter(\.isNumber)
    let child = try #require(pid_t(number))
    // Whoever adopts it may take a moment to collect it.
    for _ in 0..<100 where kill(child, 0) == 0 { try await Task.sleep(for: .milliseconds(20)) }
    #expect(kill(child, 0) != 0)
  }

  @Test("the notification centre of Turris OS, where the search path has one")
  func turris() async throws {
    let folder = try Folder()
    #expect(TurrisChannel(searchPath: folder.path) == nil)
    // The real one is part of Turris OS alone.
    _ = try folder.script("create_notification", "printf '%s|' \"$@\" >\(folder.path)/words")
    let channel = try #require(TurrisChannel(searchPath: "relative:/nonexistent:\(folder.path)"))
    try await channel.send(notice())
    let text = "turris-apply: web: no [31m way"
    #expect(folder.text("words") == "-s|error|\(text)|\(text)|")
  }
}
