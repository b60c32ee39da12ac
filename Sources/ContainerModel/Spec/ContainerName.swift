/// The name of a container: 1–63 of `[a-z0-9-]`, no hyphen at either end, so that it is a host name label too (RFC 1123).
public struct ContainerName: Hashable, Sendable, Comparable {
  /// The name itself.
  public let description: String

  /// Checks the rule; nil where it is broken.
  public init?(_ text: Substring) {
    let bytes = Array(text.utf8)
    guard (1...63).contains(bytes.count), bytes.first != 0x2d, bytes.last != 0x2d,
      bytes.allSatisfy({
        (0x61...0x7a).contains($0) || (0x30...0x39).contains($0) || $0 == 0x2d
      })
    else { return nil }
    description = String(text)
  }

  /// Orders by bytes.
  public static func < (left: Self, right: Self) -> Bool { left.description < right.description }
}

extension ContainerName: TextCodable {
  /// What the value is called in an error message.
  public static var kind: String { "container name" }
}

extension ContainerName: CodingKeyRepresentable {
  /// Makes a dictionary by name an object, not a list of pairs.
  public var codingKey: any CodingKey { NameKey(stringValue: description) }

  /// Reads a name that is an object's key.
  public init?(codingKey: some CodingKey) {
    self.init(codingKey.stringValue)
  }

  private struct NameKey: CodingKey {
    let stringValue: String
    var intValue: Int? { nil }
    init(stringValue: String) { self.stringValue = stringValue }
    init?(intValue: Int) { nil }
  }
}
