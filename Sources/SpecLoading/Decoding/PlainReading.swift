/// What a YAML reader may take a plain scalar for.
///
/// The union of YAML 1.1's types (yaml.org/type: null, bool, int, float, timestamp, merge, value) and YAML 1.2's core schema, so that a
/// document means the same to every reader: whatever one of them would not read as a string has to be quoted where a string is meant.
package enum PlainReading: Equatable, Sendable {
  case string
  case null
  case boolean
  case integer
  case float
  case timestamp
  /// `<<` or `=`.
  case indicator

  /// What YAML takes `text` for when it stands without quotes.
  package init(_ text: String) {
    var text = text
    self = text.withUTF8 { Self.reading($0) }
  }

  /// With an article, for a message.
  package var phrase: String {
    switch self {
    case .string: "a string"
    case .null: "nothing"
    case .boolean: "a boolean"
    case .integer, .float: "a number"
    case .timestamp: "a date"
    case .indicator: "part of the syntax"
    }
  }

  private static func reading(_ bytes: UnsafeBufferPointer<UInt8>) -> PlainReading {
    guard let first = bytes.first else { return .null }
    switch first {
    case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "+"), UInt8(ascii: "-"),
      UInt8(ascii: "."):
      return isTimestamp(bytes) ? .timestamp : NumberSyntax.reading(bytes[...])
    case UInt8(ascii: "~"), UInt8(ascii: "<"), UInt8(ascii: "="), UInt8(ascii: "f"),
      UInt8(ascii: "F"), UInt8(ascii: "n"), UInt8(ascii: "N"), UInt8(ascii: "o"),
      UInt8(ascii: "O"), UInt8(ascii: "t"), UInt8(ascii: "T"), UInt8(ascii: "y"),
      UInt8(ascii: "Y"):
      return bytes.count <= 5 ? word(String(decoding: bytes, as: UTF8.self)) : .string
    default:
      return .string
    }
  }

  private static func word(_ text: String) -> PlainReading {
    switch text {
    case "~", "null", "Null", "NULL": .null
    case "true", "True", "TRUE", "false", "False", "FALSE", "y", "Y", "yes", "Yes", "YES", "n", "N",
      "no", "No", "NO", "on", "On", "ON", "off", "Off", "OFF":
      .boolean
    case "<<", "=": .indicator
    default: .string
    }
  }

  /// `2001-12-14`, or that with a time behind it.
  private static func isTimestamp(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    guard bytes.count >= 8, bytes[4] == UInt8(ascii: "-") else { return false }
    let parts = bytes.prefix { isDigit($0) || $0 == UInt8(ascii: "-") }
      .split(separator: UInt8(ascii: "-"), omittingEmptySubsequences: false)
    guard parts.count == 3, parts[0].count == 4, (1...2).contains(parts[1].count),
      (1...2).contains(parts[2].count)
    else { return false }
    let end = parts[2].endIndex
    if end == bytes.count { return parts[1].count == 2 && parts[2].count == 2 }
    let separators: [UInt8] = [UInt8(ascii: "T"), UInt8(ascii: "t"), UInt8(ascii: " ")]
    return separators.contains(bytes[end]) && bytes[end...].contains(UInt8(ascii: ":"))
  }
}

/// Whether the byte is an ASCII digit.
func isDigit(_ byte: UInt8) -> Bool { UInt8(ascii: "0")...UInt8(ascii: "9") ~= byte }
