internal import DurableFiles
internal import SystemPackage

/// The end of what a container wrote to its console.
struct ConsoleTail: Sendable {
  let path: String

  /// The last lines that are not empty, made harmless.
  func lines(_ count: Int) -> [String] {
    guard let bytes = try? DurableFile(FilePath(path)).read(limit: 4 << 20) else { return [] }
    return TextTail.lines(count, of: bytes)
  }
}
