import Testing
import YAMLDocument

@Suite("The bytes of a document are plain UTF-8")
struct CharacterTests {
  @Test(
    "bad UTF-8 is reported at its line and column",
    arguments: [
      [0xFF], [0xC0, 0x80], [0xE2, 0x82], [0xED, 0xA0, 0x80], [0xF4, 0x90, 0x80, 0x80], [0x80],
      [0xF8, 0x88, 0x80, 0x80, 0x80],
    ] as [[UInt8]])
  func badUTF8(bytes: [UInt8]) {
    let first = String(bytes[0], radix: 16, uppercase: true)
    #expect(
      complaints(Array("ä: 1\nkey: ö".utf8) + bytes) == [
        "2:7+1: the text is not UTF-8: byte 0x\(first) does not fit; save the file as UTF-8"
      ])
  }

  @Test("UTF-16 and byte order marks are named")
  func encodings() {
    let utf16 = "1:1+1: the file is encoded in UTF-16 or UTF-32; save it as UTF-8"
    #expect(complaints([0xFF, 0xFE, 0x61, 0x00]) == [utf16])
    #expect(complaints([0xFE, 0xFF, 0x00, 0x61]) == [utf16])
    #expect(complaints([0x61, 0x00, 0x3A, 0x00]) == [utf16])
    #expect(
      complaints([0xEF, 0xBB, 0xBF] + Array("a: 1".utf8)) == [
        "1:1+1: the file begins with a byte order mark; save it as UTF-8 without one"
      ])
  }

  @Test(
    "control characters and marks that reorder text are refused where they stand",
    arguments: [
      "\u{0}", "\u{7}", "\u{1B}", "\u{7F}", "\u{85}", "\u{9F}", "\u{2028}", "\u{202E}", "\u{2066}",
      "\u{FEFF}",
    ])
  func rawControls(character: String) throws {
    let value = try #require(character.unicodeScalars.first).value
    let digits = String(value, radix: 16, uppercase: true)
    let name = "U+" + String(repeating: "0", count: 4 - digits.count) + digits
    #expect(
      complaints("a: 1\n# ü\(character)\nb: \(character)") == [
        "2:4+1: character \(name) is not allowed; remove it",
        "3:4+1: character \(name) is not allowed; remove it",
      ])
    #expect(
      complaints("a: \"x\\u\(String(name.dropFirst(2)))\"\n") == [
        "1:4+9: character \(name) is not allowed in a value"
      ])
  }

  @Test("a lone carriage return is no line end")
  func carriageReturn() {
    #expect(
      complaints("a: 1\rb: 2") == [
        "1:5+1: a carriage return stands alone; end lines with LF or CRLF"
      ])
  }

  @Test("a binary file gives no flood of errors")
  func flood() {
    let found = complaints([UInt8](repeating: 1, count: 1000))
    #expect(found.count == 20)
    #expect(found.last?.hasSuffix("(the rest of the file was not looked at)") == true)
  }
}
