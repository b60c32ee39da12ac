/// A number of bytes, written in specs with a unit: `64MiB`, `512B`.
public struct ByteCount: Hashable, Sendable, Comparable {
  /// How many bytes; never negative.
  public let bytes: Int64

  /// Makes a count of `bytes` bytes.
  public init(bytes: Int64) {
    self.bytes = bytes
  }

  /// Reads a whole number followed by `B`, `KiB`, `MiB` or `GiB`; nil for anything else, and for what overflows 63 bits.
  public init?(_ text: Substring) {
    for (unit, factor) in Self.units
    where text.utf8.suffix(unit.utf8.count).elementsEqual(unit.utf8) {
      guard let number = Int64(digits: Substring(text.utf8.dropLast(unit.utf8.count))) else {
        return nil
      }
      let (product, overflow) = number.multipliedReportingOverflow(by: factor)
      guard !overflow else { return nil }
      bytes = product
      return
    }
    return nil
  }

  /// Largest unit first; `B` last, because every other unit ends in it.
  private static let units: [(String, Int64)] = [
    ("GiB", 1 << 30), ("MiB", 1 << 20), ("KiB", 1 << 10), ("B", 1),
  ]

  /// Orders by size.
  public static func < (left: Self, right: Self) -> Bool { left.bytes < right.bytes }
}

extension ByteCount: CustomStringConvertible {
  /// As a spec would write it: in the largest unit that divides the count exactly.
  public var description: String {
    for (unit, factor) in Self.units where bytes >= factor && bytes % factor == 0 {
      return "\(bytes / factor)\(unit)"
    }
    return "\(bytes)B"
  }
}

extension ByteCount: TextCodable {
  /// What the value is called in an error message.
  public static var kind: String { "byte count" }
}
