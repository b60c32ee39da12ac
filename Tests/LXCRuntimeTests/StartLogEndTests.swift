import ContainerModel
import FoundationEssentials
import Testing

@testable import LXCRuntime

@Suite("liblxc's log of a start")
struct StartLogEndTests {
  private func end(_ lines: String...) throws -> InitEnd? {
    let path =
      FileManager.default.temporaryDirectory.path + "/log-\(UInt64.random(in: 0 ... .max))"
    defer { try? FileManager.default.removeItem(atPath: path) }
    try lines.joined(separator: "\n").write(toFile: path, atomically: true, encoding: .utf8)
    return StartLog(path: path).end
  }

  private func line(_ message: String) -> String {
    "lxc web 20261126063601.126 INFO     error - ../src/lxc/error.c:lxc_error_set_and_log:31 - \(message)"
  }

  @Test("says how init ended, in the words of each release")
  func ends() throws {
    #expect(try end(line("Child <116> ended on error (3)")) == .status(3))
    #expect(try end(line("Child <116> ended on signal (9)")) == .signal(9))
    #expect(try end(line("Child <116> ended on signal SIGKILL(9)")) == .signal(9))
    #expect(
      try end(
        line("Child <1> ended on error (3)"), line("Child <2> ended on signal (15)"),
        line("something else")) == .signal(15))
  }

  @Test("says nothing of an end with status 0, or of none")
  func nothing() throws {
    #expect(try end(line("Started \"/bin/sh\" with pid \"92\"")) == nil)
    #expect(try end(line("Child <92> ended on error (many)")) == nil)
    #expect(try end("Child <92> ended on error (3)") == nil)
    #expect(try end("") == nil)
  }
}
