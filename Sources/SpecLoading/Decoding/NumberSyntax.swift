/// The many ways in which YAML 1.1 and 1.2 write a number.
enum NumberSyntax {
  typealias Text = Slice<UnsafeBufferPointer<UInt8>>

  /// Whether `text` is a number, and of which kind.
  static func reading(_ text: Text) -> PlainReading {
    var rest = text
    if rest.first == UInt8(ascii: "+") || rest.first == UInt8(ascii: "-") { rest.removeFirst() }
    if isWord(rest, [".inf", ".Inf", ".INF", ".nan", ".NaN", ".NAN"]) { return .float }
    if rest.first == UInt8(ascii: "0"), rest.count > 2 {
      let digits = rest.dropFirst(2)
      switch rest[rest.startIndex + 1] {
      case UInt8(ascii: "x"): return digits.allSatisfy(isHexadecimal) ? .integer : .string
      case UInt8(ascii: "b"), UInt8(ascii: "o"):
        return digits.allSatisfy(isDigitOrUnderscore) ? .integer : .string
      default: break
      }
    }
    return decimal(rest)
  }

  private static func decimal(_ text: Text) -> PlainReading {
    let whole = text.prefix(while: isDigitOrUnderscore)
    if let first = whole.first, !isDigit(first) { return .string }
    let rest = text[whole.endIndex...]
    guard let next = rest.first else { return whole.isEmpty ? .string : .integer }
    switch next {
    case UInt8(ascii: ":"):
      return whole.isEmpty ? .string : sexagesimal(whole, rest)
    case UInt8(ascii: "."):
      let fraction = rest.dropFirst().prefix(while: isDigitOrUnderscore)
      guard whole.contains(where: isDigit) || fraction.contains(where: isDigit) else {
        return .string
      }
      return isExponentOrEnd(rest[fraction.endIndex...]) ? .float : .string
    default:
      return !whole.isEmpty && isExponentOrEnd(rest) ? .float : .string
    }
  }

  /// `1:30` is ninety in YAML 1.1.
  private static func sexagesimal(_ whole: Text, _ groups: Text) -> PlainReading {
    var rest = groups
    while rest.first == UInt8(ascii: ":") {
      rest.removeFirst()
      let group = rest.prefix(while: isDigit)
      guard let first = group.first, group.count == 1 || group.count == 2 && first < 0x36 else {
        return .string
      }
      rest = rest[group.endIndex...]
    }
    if rest.isEmpty { return whole.first == UInt8(ascii: "0") ? .string : .integer }
    guard rest.first == UInt8(ascii: ".") else { return .string }
    return rest.dropFirst().allSatisfy(isDigitOrUnderscore) ? .float : .string
  }

  private static func isExponentOrEnd(_ text: Text) -> Bool {
    guard let first = text.first else { return true }
    guard first == UInt8(ascii: "e") || first == UInt8(ascii: "E") else { return false }
    var digits = text.dropFirst()
    if digits.first == UInt8(ascii: "+") || digits.first == UInt8(ascii: "-") {
      digits.removeFirst()
    }
    return !digits.isEmpty && digits.allSatisfy(isDigit)
  }

  private static func isWord(_ text: Text, _ words: [StaticString]) -> Bool {
    text.count == 4 && text.first == UInt8(ascii: ".")
      && words.contains { $0.withUTF8Buffer { $0.elementsEqual(text) } }
  }

  private static func isDigitOrUnderscore(_ byte: UInt8) -> Bool {
    isDigit(byte) || byte == UInt8(ascii: "_")
  }

  private static func isHexadecimal(_ byte: UInt8) -> Bool {
    isDigitOrUnderscore(byte) || UInt8(ascii: "a")...UInt8(ascii: "f") ~= byte
      || UInt8(ascii: "A")...UInt8(ascii: "F") ~= byte
  }
}
