/// An IPv4 or IPv6 address.
public enum IPAddress: Hashable, Sendable {
  /// Four octets in network order, as one number.
  case v4(UInt32)
  /// Eight groups in network order.
  case v6([UInt16])

  /// Reads a dotted quad (RFC 6943: no leading zeros, no short forms) or the text of RFC 4291, section 2.2, without a zone.
  public init?(_ text: Substring) {
    if let number = Self.quad(text) {
      self = .v4(number)
    } else if text.contains(":"), let groups = Self.groups(text) {
      self = .v6(groups)
    } else {
      return nil
    }
  }

  /// The bits of an address of this family: 32 or 128.
  public var width: Int {
    switch self {
    case .v4: 32
    case .v6: 128
    }
  }

  /// Whether it means something on its own link alone: 169.254.0.0/16 (RFC 3927) and fe80::/10 (RFC 4291, section 2.5.6).
  public var isLinkLocal: Bool {
    switch self {
    case .v4(let number): number >> 16 == 0xa9fe
    case .v6(let groups): (groups.first ?? 0) & 0xffc0 == 0xfe80
    }
  }

  private static func quad(_ text: Substring) -> UInt32? {
    var number: UInt32 = 0
    var octet: UInt32?
    var dots = 0
    for byte in text.utf8 {
      switch (byte, octet) {
      case (UInt8(ascii: "."), let full?):
        number = number << 8 | full
        octet = nil
        dots += 1
      case (0x30...0x39, nil): octet = UInt32(byte - 0x30)
      case (0x30...0x39, let begun?) where begun > 0:
        let grown = begun * 10 + UInt32(byte - 0x30)
        guard grown < 256 else { return nil }
        octet = grown
      default: return nil
      }
    }
    guard dots == 3, let octet else { return nil }
    return number << 8 | octet
  }

  private static func groups(_ text: Substring) -> [UInt16]? {
    guard let gap = Self.gap(in: text) else {
      guard let all = list(text, mayHoldQuad: true), all.count == 8 else { return nil }
      return all
    }
    let tail = text[gap.upperBound...]
    guard Self.gap(in: tail) == nil,
      let head = list(text[..<gap.lowerBound], mayHoldQuad: false),
      let rest = list(tail, mayHoldQuad: true), head.count + rest.count < 8
    else { return nil }
    return head + Array(repeating: 0, count: 8 - head.count - rest.count) + rest
  }

  /// Where `::` stands first.
  private static func gap<Text: StringProtocol>(in text: Text) -> Range<Text.Index>? {
    var index = text.startIndex
    while index < text.endIndex {
      let next = text.index(after: index)
      if next < text.endIndex, text[index] == ":", text[next] == ":" {
        return index..<text.index(after: next)
      }
      index = next
    }
    return nil
  }

  private static func list(_ text: Substring, mayHoldQuad: Bool) -> [UInt16]? {
    guard !text.isEmpty else { return [] }
    var groups: [UInt16] = []
    let parts = text.parts(between: ":")
    for (index, part) in parts.enumerated() {
      if mayHoldQuad, index == parts.count - 1, part.contains(".") {
        guard let number = quad(part) else { return nil }
        groups += [UInt16(number >> 16), UInt16(number & 0xffff)]
      } else {
        guard (1...4).contains(part.utf8.count), part.isHexadecimal(),
          let group = UInt16(part, radix: 16)
        else { return nil }
        groups.append(group)
      }
    }
    return groups
  }
}

extension IPAddress: CustomStringConvertible {
  /// The canonical text: a dotted quad, or the form of RFC 5952 without its dotted endings, which have no use for an interface.
  public var description: String {
    switch self {
    case .v4(let number):
      return "\(number >> 24).\(number >> 16 & 0xff).\(number >> 8 & 0xff).\(number & 0xff)"
    case .v6(let groups):
      let text = { (part: ArraySlice<UInt16>) in
        part.map { String($0, radix: 16) }.joined(separator: ":")
      }
      guard let gap = Self.longestZeros(groups) else { return text(groups[...]) }
      return text(groups[..<gap.lowerBound]) + "::" + text(groups[gap.upperBound...])
    }
  }

  /// The first of the longest runs of at least two zero groups (RFC 5952, section 4.2).
  private static func longestZeros(_ groups: [UInt16]) -> Range<Int>? {
    var best: Range<Int>?
    var start = 0
    while start < groups.count {
      guard groups[start] == 0 else {
        start += 1
        continue
      }
      let end: Int = groups[start...].firstIndex { $0 != 0 } ?? groups.count
      if end - start >= 2, end - start > (best?.count ?? 0) { best = start..<end }
      start = end
    }
    return best
  }
}

extension IPAddress: TextCodable {
  /// What the value is called in an error message.
  public static var kind: String { "IP address" }
}
