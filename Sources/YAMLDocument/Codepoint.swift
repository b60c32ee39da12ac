/// One Unicode scalar as it stands in UTF-8.
struct Codepoint {
  let value: UInt32
  /// Bytes of UTF-8.
  let length: Int

  /// Decodes what begins at `index`, or nothing where that is not well-formed UTF-8
  /// (The Unicode Standard, table 3-7: no overlong forms, no surrogates, nothing above U+10FFFF).
  @inline(__always)
  init?(_ bytes: UnsafeBufferPointer<UInt8>, at index: Int) {
    let first = bytes[index]
    let (count, initial, least): (Int, UInt32, UInt32)
    switch first {
    case 0x00...0x7F: (count, initial, least) = (1, UInt32(first), 0)
    case 0xC2...0xDF: (count, initial, least) = (2, UInt32(first & 0x1F), 0x80)
    case 0xE0...0xEF: (count, initial, least) = (3, UInt32(first & 0x0F), 0x800)
    case 0xF0...0xF4: (count, initial, least) = (4, UInt32(first & 0x07), 0x1_0000)
    default: return nil
    }
    guard index + count <= bytes.count else { return nil }
    var value = initial
    for position in index + 1..<index + count {
      guard bytes[position] & 0xC0 == 0x80 else { return nil }
      value = value << 6 | UInt32(bytes[position] & 0x3F)
    }
    guard value >= least, value <= 0x10_FFFF, !(0xD800...0xDFFF ~= value) else { return nil }
    self.value = value
    self.length = count
  }

  /// Whether the character may stand nowhere in a document: control characters, which could forge lines in an LXC configuration or
  /// on a terminal; line separators, which editors and libyaml count differently; and marks that reorder text
  /// (Unicode Technical Report 36: what is shown would not be what is read).
  static func isForbidden(_ value: UInt32) -> Bool {
    switch value {
    case 0x09, 0x0A: false
    case 0x00...0x1F, 0x7F...0x9F, 0x2028...0x202E, 0x2066...0x2069: true
    case 0xFEFF, 0xFFFE, 0xFFFF: true
    default: false
    }
  }

  /// The name of a character for a message: `U+0007`.
  static func name(_ value: UInt32) -> String {
    let digits = String(value, radix: 16, uppercase: true)
    return "U+" + String(repeating: "0", count: max(0, 4 - digits.count)) + digits
  }
}
