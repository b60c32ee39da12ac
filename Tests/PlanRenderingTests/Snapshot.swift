import FoundationEssentials
import Testing

/// Compares text with what stands in `Snapshots/`.
///
/// A snapshot that is missing is written and fails the test, so that somebody reads it before it counts.
func expectSnapshot(_ text: String, _ name: String, file: String = #filePath) throws {
  let url = URL(fileURLWithPath: file).deletingLastPathComponent()
    .appendingPathComponent("Snapshots/\(name).txt")
  guard let known = try? String(contentsOf: url, encoding: .utf8) else {
    try FileManager.default.createDirectory(
      at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
    try (text + "\n").write(to: url, atomically: true, encoding: .utf8)
    Issue.record("recorded \(url.path); read it, and run the test again")
    return
  }
  #expect(text + "\n" == known)
}
