import FoundationEssentials
import Testing

extension Router {
  /// The command of an init that takes two seconds to end.
  static let slow =
    #"[/bin/sh, -c, "trap 'sleep 2; exit' TERM; while :; do sleep 1 & wait; done"]"#

  /// Waits until such an init was asked to end: its shell has a child that sleeps so long then.
  func waitForEnd(of name: String) async throws {
    let pid = try await running(name).pid
    for _ in 0..<1000 {
      let children = try? String(
        contentsOfFile: "/proc/\(pid)/task/\(pid)/children", encoding: .utf8)
      for child in (children ?? "").split(separator: " ") {
        let command = try? String(contentsOfFile: "/proc/\(child)/cmdline", encoding: .utf8)
        if command?.hasPrefix("sleep\u{0}2") == true { return }
      }
      try await Task.sleep(for: .milliseconds(10))
    }
    Issue.record("'\(name)' was not asked to end")
  }
}
