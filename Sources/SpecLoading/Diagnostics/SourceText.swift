/// The lines of a file, for quoting.
struct SourceText {
  private let bytes: [UInt8]
  /// Where each line begins.
  private let starts: [Int]

  init(_ bytes: [UInt8]) {
    self.bytes = bytes
    var starts = [0]
    for (index, byte) in bytes.enumerated() where byte == 0x0A { starts.append(index + 1) }
    self.starts = starts
  }

  /// The line with carets under what is meant, of a long one the part around it; nothing where there is no such line.
  func excerpt(line: Int, column: Int, length: Int) -> [String] {
    guard starts.indices.contains(line - 1) else { return [] }
    let end = line < starts.count ? starts[line] - 1 : bytes.count
    let scalars = String(decoding: bytes[starts[line - 1]..<end], as: UTF8.self).unicodeScalars
    let cells = scalars.map(Cell.init)
    guard !cells.isEmpty else { return [] }
    let first = min(max(0, column - 1), cells.count)
    let meant = first..<min(first + length, cells.count)
    let number = String(line)
    let gutter = String(repeating: " ", count: max(0, 4 - number.count)) + number
    let window = Self.window(
      cells, around: meant.lowerBound, room: DiagnosticText.width - gutter.count - 3)
    let shown = cells[window]
    let before = cells[window.lowerBound..<max(window.lowerBound, meant.lowerBound)]
    let carets = cells[meant.clamped(to: window)].reduce(0) { $0 + $1.width }
    let prefix = window.lowerBound > 0 ? "…" : ""
    let suffix = window.upperBound < cells.count ? "…" : ""
    let indent = prefix.count + before.reduce(0) { $0 + $1.width }
    return [
      Self.trimmed("\(gutter) | \(prefix)\(shown.map(\.text).joined())\(suffix)"),
      String(repeating: " ", count: gutter.count) + " | "
        + String(repeating: " ", count: indent) + String(repeating: "^", count: max(1, carets)),
    ]
  }

  /// The cells that fit: from the start of the line if what is meant is in there, else from a little before it.
  private static func window(_ cells: [Cell], around position: Int, room: Int) -> Range<Int> {
    if cells.reduce(0, { $0 + $1.width }) <= room { return cells.indices }
    let context = 24
    let reach = cells[..<min(cells.count, position + context)].reduce(0) { $0 + $1.width }
    let start = reach <= room - 1 ? 0 : max(0, position - context)
    var end = start
    var width = 0
    while end < cells.count, width + cells[end].width <= room - 2 {
      width += cells[end].width
      end += 1
    }
    return start..<max(end, start)
  }

  private static func trimmed(_ line: String) -> String {
    var line = line[...]
    while line.last == " " { line.removeLast() }
    return String(line)
  }

  /// One character as it is shown.
  private struct Cell {
    let text: String
    /// Columns of a terminal.
    let width: Int

    init(_ scalar: Unicode.Scalar) {
      if scalar == "\t" || scalar == "\r" {
        (text, width) = (" ", 1)
      } else if !isHarmless(scalar) {
        (text, width) = ("\u{FFFD}", 1)
      } else {
        (text, width) = (String(scalar), Self.width(of: scalar))
      }
    }

    /// Unicode Standard Annex 11 in broad strokes: marks take no column, East Asian characters and pictures take two.
    private static func width(of scalar: Unicode.Scalar) -> Int {
      switch scalar.value {
      case 0x20..<0x300: 1
      case 0x1100...0x115F, 0x2E80...0xA4CF, 0xAC00...0xD7A3, 0xF900...0xFAFF, 0xFE30...0xFE6F,
        0xFF00...0xFF60, 0xFFE0...0xFFE6, 0x1F300...0x1F64F, 0x1F680...0x1F6FF, 0x1F900...0x1F9FF,
        0x2_0000...0x3_FFFD:
        2
      default:
        switch scalar.properties.generalCategory {
        case .nonspacingMark, .enclosingMark, .format: 0
        default: 1
        }
      }
    }
  }
}
