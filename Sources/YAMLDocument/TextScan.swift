/// The look at the raw bytes before libyaml sees them.
///
/// libyaml accepts three encodings and byte order marks, reports bad UTF-8 without a position, and explains a tab in the
/// indentation as a "character that cannot start any token".
struct TextScan {
  private(set) var problems: [Problem] = []
  /// Whether characters and bytes are the same thing.
  private(set) var isASCII = true

  private let bytes: UnsafeBufferPointer<UInt8>
  private var index = 0
  private var line = 1
  private var column = 1
  private var inIndentation = true

  /// More than these would not help anybody: the file is not what it was meant to be.
  private static let mostProblems = 20

  init(_ bytes: UnsafeBufferPointer<UInt8>) {
    self.bytes = bytes
    if let problem = Self.encodingProblem(bytes) {
      problems.append(problem)
      return
    }
    while index < bytes.count, problems.count < Self.mostProblems {
      let byte = bytes[index]
      if byte >= 0x20, byte < 0x7F {
        inIndentation = inIndentation && byte == 0x20
        index += 1
        column += 1
      } else if byte == 0x0A {
        index += 1
        line += 1
        column = 1
        inIndentation = true
      } else if !readOther(byte) {
        return
      }
    }
  }

  /// Reads what is neither printable ASCII nor a line feed; false where reading on is no use.
  private mutating func readOther(_ byte: UInt8) -> Bool {
    if byte == 0x0D, index + 1 < bytes.count, bytes[index + 1] == 0x0A {
      index += 1
      return true
    }
    guard let codepoint = Codepoint(bytes, at: index) else {
      report(
        "the text is not UTF-8: byte 0x\(String(byte, radix: 16, uppercase: true)) does not fit;"
          + " save the file as UTF-8")
      return false
    }
    if byte == 0x09, inIndentation {
      report("a tab indents this line; use spaces")
      inIndentation = false
    } else if byte == 0x0D {
      report("a carriage return stands alone; end lines with LF or CRLF")
    } else if Codepoint.isForbidden(codepoint.value) {
      report("character \(Codepoint.name(codepoint.value)) is not allowed; remove it")
    }
    isASCII = isASCII && codepoint.length == 1
    index += codepoint.length
    column += 1
    if byte != 0x09 { inIndentation = false }
    return true
  }

  private mutating func report(_ message: String) {
    let mark = Mark(line: line, column: column, offset: index)
    let isLast = problems.count == Self.mostProblems - 1
    problems.append(
      Problem(isLast ? message + " (the rest of the file was not looked at)" : message, at: mark))
  }

  /// What the first bytes give away (YAML 1.2.2, section 5.2).
  private static func encodingProblem(_ bytes: UnsafeBufferPointer<UInt8>) -> Problem? {
    if bytes.starts(with: [0xEF, 0xBB, 0xBF]) {
      return Problem(
        "the file begins with a byte order mark; save it as UTF-8 without one", at: .start)
    }
    let isUTF16 =
      bytes.starts(with: [0xFE, 0xFF]) || bytes.starts(with: [0xFF, 0xFE])
      || (bytes.count >= 2 && (bytes[0] == 0) != (bytes[1] == 0))
    return isUTF16
      ? Problem("the file is encoded in UTF-16 or UTF-32; save it as UTF-8", at: .start) : nil
  }
}
