/// A share of the machine's processors, in cores: `0.5`, `2`.
///
/// Kept in thousandths of a core, so that equal limits compare equal; the kernel's quota is
/// `milli × 100` µs in each period of 100 ms (kernel documentation, `scheduler/sched-bwc`).
public struct CoreCount: Hashable, Sendable, Comparable {
  /// Thousandths of a core.
  public let milli: Int64

  /// Makes a share of `milli` thousandths of a core.
  public init(milli: Int64) {
    self.milli = milli
  }

  /// Reads a decimal number with at most three places, without sign or exponent.
  public init?(_ text: Substring) {
    let parts = text.parts(between: ".", most: 2)
    guard let whole = Int64(digits: parts[0]) else { return nil }
    var fraction: Int64 = 0
    if parts.count == 2 {
      let places = parts[1]
      guard (1...3).contains(places.utf8.count),
        places.utf8.allSatisfy({ $0 >= 0x30 && $0 <= 0x39 }),
        let number = Int64(places)
      else { return nil }
      fraction = number * [100, 10, 1][places.utf8.count - 1]
    }
    let (product, overflow) = whole.multipliedReportingOverflow(by: 1000)
    guard !overflow, product <= Int64.max - 1000 else { return nil }
    milli = product + fraction
  }

  /// Orders by size.
  public static func < (left: Self, right: Self) -> Bool { left.milli < right.milli }
}

extension CoreCount: CustomStringConvertible {
  /// As a spec would write it, without trailing zeros.
  public var description: String {
    let (whole, rest) = milli.quotientAndRemainder(dividingBy: 1000)
    guard rest != 0 else { return "\(whole)" }
    var places = String(1000 + rest).dropFirst()
    while places.hasSuffix("0") { places.removeLast() }
    return "\(whole).\(places)"
  }
}

extension CoreCount: TextCodable {
  /// What the value is called in an error message.
  public static var kind: String { "number of cores" }
}
