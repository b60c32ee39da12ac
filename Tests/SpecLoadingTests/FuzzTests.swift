import SpecLoading
import Testing

@Suite("Broken input breaks nothing")
struct FuzzTests {
  @Test("thousands of damaged documents give specs, or errors with a place")
  func damaged() async {
    var random = SplitMix64(state: 20_261_123)
    let seeds = (Corpus.good + Corpus.bad).map(\.bytes)
    for _ in 0..<4000 {
      guard var bytes = seeds.randomElement(using: &random) else { return }
      for _ in 0..<Int.random(in: 1...4, using: &random) {
        damage(&bytes, with: seeds, &random)
      }
      let loaded = await loadSpecs(
        [SpecFile(path: "a.yaml", bytes: bytes)], folders: Corpus.folders)
      #expect((loaded.containers == nil) == loaded.diagnostics.contains { $0.severity == .error })
      #expect(loaded.diagnostics == loaded.diagnostics.sorted())
      expectPositions(of: loaded.diagnostics, in: bytes)
      let text = DiagnosticText(files: [SpecFile(path: "a.yaml", bytes: bytes)])
        .text(for: loaded.diagnostics)
      #expect(!text.unicodeScalars.contains { $0.value < 0x20 && $0 != "\n" })
    }
  }

  /// What editors, disks and people do to files, and somebody with bad intent.
  private func damage(
    _ bytes: inout [UInt8], with seeds: [[UInt8]], _ random: inout SplitMix64
  ) {
    let position = Int.random(in: 0...bytes.count, using: &random)
    let end = min(bytes.count, position + Int.random(in: 0...20, using: &random))
    switch Int.random(in: 0..<7, using: &random) {
    case 0 where position < bytes.count:
      bytes[position] = UInt8.random(in: .min ... .max, using: &random)
    case 1: bytes.removeSubrange(position..<end)
    case 2: bytes.insert(contentsOf: bytes[position..<end], at: position)
    case 3: bytes.removeSubrange(position...)
    case 4:
      let piece = Self.pieces.randomElement(using: &random) ?? ""
      bytes.insert(contentsOf: piece.utf8, at: position)
    case 5:
      let piece = Self.pieces.randomElement(using: &random) ?? ""
      bytes.replaceSubrange(position..<end, with: piece.utf8)
    default:
      let other = seeds.randomElement(using: &random) ?? []
      bytes.replaceSubrange(position..., with: other.suffix(max(0, other.count - position)))
    }
  }

  private static let pieces = [
    "\n", "\r\n", "\r", "\t", " ", "  ", ":", ": ", "- ", "[", "]", "{", "}", ",", "'", "\"", "#",
    "|",
    ">", "|-\n", "&a ", "*a", "!!str ", "<<: ", "---\n", "...\n", "%YAML 1.1\n", "? ", "~", "null",
    "yes", "0x1F", "1e3", "\\x00", "\"\\u202e\"", "\u{FEFF}", "\u{2028}", "é", "容", "\u{1F600}",
    "networks:\n", "mounts:\n  - ", "repo:x", "resources: {", "\u{0}",
  ]
}

/// A small generator whose numbers are the same on every machine (Steele, Lea and Flood 2014).
struct SplitMix64: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ mixed >> 30) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ mixed >> 27) &* 0x94D0_49BB_1331_11EB
    return mixed ^ mixed >> 31
  }
}
