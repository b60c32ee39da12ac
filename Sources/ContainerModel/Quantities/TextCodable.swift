/// A value that is stored as the text a spec would hold.
public protocol TextCodable: Codable, Hashable, Sendable, LosslessStringConvertible {
  /// What the value is called in an error message.
  static var kind: String { get }
  /// Reads what a spec would hold; nil for anything else. Not generic: other modules would run that many times slower.
  init?(_ text: Substring)
}

extension TextCodable {
  /// Reads what a spec would hold; nil for anything else.
  @inlinable
  public init?(_ text: String) { self.init(text[...]) }
}

extension TextCodable {
  /// Decodes from a single string.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    let text = try container.decode(String.self)
    guard let value = Self(text) else {
      throw DecodingError.dataCorruptedError(
        in: container, debugDescription: "'\(text)' is not a \(Self.kind)")
    }
    self = value
  }

  /// Encodes as a single string.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(description)
  }
}

extension Int64 {
  /// Reads an unsigned decimal number of ASCII digits alone: no sign, no underscore, no leading zero.
  init?(digits text: Substring) {
    guard !text.isEmpty, text.utf8.allSatisfy({ $0 >= 0x30 && $0 <= 0x39 }),
      text.utf8.count == 1 || text.utf8.first != 0x30
    else { return nil }
    self.init(text)
  }
}
