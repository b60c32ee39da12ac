/// A SHA-256 digest: 64 hexadecimal digits in lower case.
public struct SHA256Digest: Hashable, Sendable {
  /// The digits.
  public let description: String

  /// Reads exactly 64 hexadecimal digits, in either case.
  public init?(_ text: Substring) {
    guard text.utf8.count == 64, text.isHexadecimal() else { return nil }
    description = text.lowercased()
  }

  /// The first 12 digits: enough for people to tell digests apart.
  public var short: String { String(description.prefix(12)) }
}

extension SHA256Digest: TextCodable {
  /// What the value is called in an error message.
  public static var kind: String { "sha256 digest" }
}
