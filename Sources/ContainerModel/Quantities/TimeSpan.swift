/// A length of time in whole seconds, written in specs with a unit: `30s`, `5m`, `1h`.
public struct TimeSpan: Hashable, Sendable, Comparable {
  /// How many seconds; never negative.
  public let seconds: Int64

  /// Makes a span of `seconds` seconds.
  public init(seconds: Int64) {
    self.seconds = seconds
  }

  /// Reads a whole number followed by `s`, `m` or `h`; nil for anything else, and for what overflows 63 bits.
  public init?(_ text: Substring) {
    guard let unit = text.last, let factor = Self.units.first(where: { $0.0 == unit })?.1,
      let number = Int64(digits: text.dropLast())
    else { return nil }
    let (product, overflow) = number.multipliedReportingOverflow(by: factor)
    guard !overflow else { return nil }
    seconds = product
  }

  private static let units: [(Character, Int64)] = [("h", 3600), ("m", 60), ("s", 1)]

  /// The same length as the standard library's duration.
  public var duration: Duration { .seconds(seconds) }

  /// Orders by length.
  public static func < (left: Self, right: Self) -> Bool { left.seconds < right.seconds }
}

extension TimeSpan: CustomStringConvertible {
  /// As a spec would write it: in the largest unit that divides the span exactly.
  public var description: String {
    for (unit, factor) in Self.units where seconds >= factor && seconds % factor == 0 {
      return "\(seconds / factor)\(unit)"
    }
    return "\(seconds)s"
  }
}

extension TimeSpan: TextCodable {
  /// What the value is called in an error message.
  public static var kind: String { "duration" }
}
