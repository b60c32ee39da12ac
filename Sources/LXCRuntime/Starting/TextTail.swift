/// The end of what a container wrote.
enum TextTail {
  /// The last lines that are not empty, made harmless: control characters of a container are not for the terminal of its owner.
  static func lines(_ count: Int, of bytes: [UInt8]) -> [String] {
    String(decoding: bytes.suffix(count * 512), as: UTF8.self)
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
