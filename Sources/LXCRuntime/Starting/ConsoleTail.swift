internal import DurableFiles
internal import SystemPackage

/// The end of what a container wrote to its console.
struct ConsoleTail: Sendable {
  let path: String

  /// The last lines that are not empty, made harmless: control characters of a container are not for the terminal of its owner.
  func lines(_ count: Int) -> [String] {
    guard let bytes = try? DurableFile(FilePath(path)).read(limit: 4 << 20) else { return [] }
    return String(decoding: bytes.suffix(count * 512), as: UTF8.self)
      .split(whereSeparator: \.isNewline)
      .map { line in
        String(
          line.unicodeScalars.filter { $0.properties.generalCategory != .control }.map(
            Character.init))
      }
      .filter { !$0.allSatisfy(\.isWhitespace) }
      .suffix(count)
  }
}
