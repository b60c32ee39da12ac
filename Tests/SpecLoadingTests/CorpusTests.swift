import FoundationEssentials
import SpecLoading
import Testing

@Suite("The corpus is judged as expected")
struct CorpusTests {
  @Test("the corpus is there")
  func isThere() {
    #expect(Corpus.good.count >= 40)
    #expect(Corpus.bad.count >= 120)
  }

  @Test("a good document is a spec, and nothing is said about it", arguments: Corpus.good)
  func good(document: Corpus.Document) async {
    let result = await document.result
    #expect(result.diagnostics == [])
    #expect(result.containers?.count == 1)
  }

  @Test("a bad document is refused, with the words that stand beside it", arguments: Corpus.bad)
  func bad(document: Corpus.Document) async throws {
    let result = await document.result
    #expect(result.containers == nil)
    let file = SpecFile(path: "\(document.name).yaml", bytes: document.bytes)
    let text = DiagnosticText(files: [file]).text(for: result.diagnostics)
    let baseline = document.path.dropLast("yaml".count) + "expected"
    guard let expected = FileManager.default.contents(atPath: String(baseline)) else {
      try text.write(toFile: String(baseline), atomically: true, encoding: .utf8)
      Issue.record("there was no '\(baseline)'; it was written: read it before you keep it")
      return
    }
    #expect(text == String(decoding: expected, as: UTF8.self))
  }

  @Test("every diagnostic points into its file", arguments: Corpus.bad)
  func positions(document: Corpus.Document) async {
    expectPositions(of: await document.result.diagnostics, in: document.bytes)
  }
}

/// Expects that each place is a character of the text, or the end of one of its lines.
func expectPositions(
  of diagnostics: [Diagnostic], in bytes: [UInt8], _ location: SourceLocation = #_sourceLocation
) {
  let lines = bytes.split(separator: 0x0A, omittingEmptySubsequences: false)
  for diagnostic in diagnostics {
    guard lines.indices.contains(diagnostic.line - 1) else {
      Issue.record("there is no line \(diagnostic.line)", sourceLocation: location)
      continue
    }
    let width = String(decoding: lines[diagnostic.line - 1], as: UTF8.self).unicodeScalars.count
    #expect(diagnostic.column >= 1, sourceLocation: location)
    #expect(diagnostic.column <= width + 1, "\(diagnostic)", sourceLocation: location)
    #expect(diagnostic.length >= 1, sourceLocation: location)
    #expect(
      diagnostic.column + diagnostic.length <= max(width, diagnostic.column) + 1, "\(diagnostic)",
      sourceLocation: location)
  }
}
