import SpecLoading
import Testing

@Suite("Diagnostics are written for people")
struct DiagnosticTextTests {
  /// Writes one diagnostic about a file of one or more lines.
  private func text(
    _ source: String, line: Int = 1, column: Int, length: Int, message: String = "wrong",
    note: String? = nil, path: String = "a.yaml"
  ) -> String {
    let file = SpecFile(path: path, bytes: Array(source.utf8))
    let diagnostic = Diagnostic(
      path: path, line: line, column: column, length: length, message: message, note: note)
    return DiagnosticText(files: [file]).text(for: [diagnostic])
  }

  @Test("place and message come first, then the line and a caret below it")
  func whole() {
    #expect(
      text(
        "a: 1\nresources:\n    memroy: 64MiB\n", line: 3, column: 5, length: 6,
        message: "unknown key 'memroy'; did you mean 'memory'?", path: "containers/web.yaml") == """
          containers/web.yaml:3:5: error: unknown key 'memroy'; did you mean 'memory'?
             3 |     memroy: 64MiB
               |     ^^^^^^

          """)
  }

  @Test("another place follows on its own line where there is no room")
  func note() {
    #expect(
      text(
        "x: 192.168.1.20/24", column: 4, length: 15,
        message: "address 192.168.1.20/24 is also used by 'asterisk'",
        note: "containers/asterisk.yaml:12:16", path: "containers/web.yaml") == """
          containers/web.yaml:1:4: error: address 192.168.1.20/24 is also used by 'asterisk'
                                   (containers/asterisk.yaml:12:16)
             1 | x: 192.168.1.20/24
               |    ^^^^^^^^^^^^^^^

          """)
  }

  @Test("of a long line the part around the mistake is shown, within 80 columns")
  func longLine() {
    let source = String(repeating: "a", count: 100) + "XYZ" + String(repeating: "b", count: 100)
    let lines = text(source, column: 101, length: 3).split(separator: "\n")
    #expect(lines.count == 3)
    #expect(lines.allSatisfy { $0.count <= 80 })
    let caret = lines[2].firstIndex(of: "^").map {
      lines[2].distance(from: lines[2].startIndex, to: $0)
    }
    let mistake = lines[1].firstIndex(of: "X").map {
      lines[1].distance(from: lines[1].startIndex, to: $0)
    }
    #expect(caret == mistake)
    #expect(lines[2].count { $0 == "^" } == 3)
    #expect(lines[1].contains("…aaa"))
    #expect(lines[1].hasSuffix("bbb…"))
  }

  @Test("a caret stands below its character where characters are wide or take no room")
  func widths() {
    #expect(text("容器: x", column: 5, length: 1).contains("   1 | 容器: x\n     |       ^\n"))
    #expect(text("e\u{301}: x", column: 5, length: 1).contains("     |    ^\n"))
    #expect(text("\u{1F600}x", column: 2, length: 1).contains("     |   ^\n"))
  }

  @Test("nothing of a file acts on the terminal")
  func harmless() {
    let shown = text(
      "a: \u{1B}[31m\u{7}\r\u{202E}", column: 4, length: 1, message: "m", note: "n\u{1B}[0m",
      path: "\u{1B}]0;x.yaml")
    #expect(!shown.unicodeScalars.contains { $0.value < 0x20 && $0 != "\n" || $0 == "\u{202E}" })
    #expect(shown.contains("\u{FFFD}[31m"))
  }

  @Test("a tab takes one column, as it is counted")
  func tab() {
    #expect(text("a:\tb", column: 4, length: 1).contains("   1 | a: b\n     |    ^\n"))
  }

  @Test(
    "a place without text is no reason to fail",
    arguments: [(1, 1, 1), (2, 1, 1), (1, 99, 5), (99, 1, 1), (0, 0, 0), (-1, -5, -5)])
  func nowhere(line: Int, column: Int, length: Int) {
    #expect(text("abc\n", line: line, column: column, length: length).hasPrefix("a.yaml:"))
    #expect(text("", line: line, column: column, length: length).hasPrefix("a.yaml:"))
  }

  @Test("a file that was not read is not quoted")
  func unread() {
    let diagnostic = Diagnostic(path: "a.yaml", line: 1, column: 1, message: "the file is a link")
    #expect(
      DiagnosticText(files: []).text(for: [diagnostic]) == "a.yaml:1:1: error: the file is a link\n"
    )
  }

  @Test("the summary counts errors, warnings and files")
  func summary() {
    let error = Diagnostic(path: "a.yaml", line: 1, column: 1, message: "x")
    let warning = Diagnostic(
      path: "b.yaml", line: 1, column: 1, severity: .warning, message: "x")
    #expect(DiagnosticText.summary(of: [error, error], fileCount: 5) == "2 errors in 1 of 5 files")
    #expect(
      DiagnosticText.summary(of: [error, warning], fileCount: 2)
        == "1 error and 1 warning in 2 of 2 files")
    #expect(DiagnosticText.summary(of: [], fileCount: 1) == "no errors in 1 file")
  }
}
