/// An Ethernet address: six octets, written `02:00:5e:10:00:01`.
public struct MACAddress: Hashable, Sendable {
  /// The six octets, in the order they go over the wire.
  public let octets: [UInt8]

  /// Makes an address of exactly six octets; nil for another number of them.
  public init?(octets: [UInt8]) {
    guard octets.count == 6 else { return nil }
    self.octets = octets
  }

  /// Reads six pairs of hexadecimal digits with colons between them, in either case.
  public init?(_ text: Substring) {
    let parts = text.parts(between: ":")
    let octets = parts.compactMap { part in
      part.utf8.count == 2 && part.isHexadecimal() ? UInt8(part, radix: 16) : nil
    }
    guard parts.count == 6, octets.count == 6 else { return nil }
    self.octets = octets
  }

  /// Whether the address names a group of stations, which no interface can have (IEEE 802, the lowest bit of the first octet).
  public var isMulticast: Bool { octets[0] & 1 == 1 }

  /// Whether all six octets are zero.
  public var isZero: Bool { octets.allSatisfy { $0 == 0 } }
}

extension MACAddress: CustomStringConvertible {
  /// Lower case, with colons.
  public var description: String {
    octets.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined(separator: ":")
  }
}

extension MACAddress: TextCodable {
  /// What the value is called in an error message.
  public static var kind: String { "MAC address" }
}
