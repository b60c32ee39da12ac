/// Processors by number, as cpuset(7) writes them: `0`, `0-1,3`.
public struct CPUSet: Hashable, Sendable {
  /// Sorted ranges that neither touch nor overlap.
  public let ranges: [ClosedRange<Int32>]

  /// The largest processor number that is accepted: beyond any kernel's `NR_CPUS`.
  public static let largest: Int32 = 8191

  /// Joins `ranges` into the shortest list of sorted ranges.
  private init(joining ranges: [ClosedRange<Int32>]) {
    var joined: [ClosedRange<Int32>] = []
    for range in ranges.sorted(by: { $0.lowerBound < $1.lowerBound }) {
      if let last = joined.last, range.lowerBound <= last.upperBound + 1 {
        joined[joined.count - 1] = last.lowerBound...max(last.upperBound, range.upperBound)
      } else {
        joined.append(range)
      }
    }
    self.ranges = joined
  }

  /// Reads a list of numbers and ranges; nil where it is empty, a range runs backwards or a number is too large.
  public init?(_ text: Substring) {
    var ranges: [ClosedRange<Int32>] = []
    for item in text.parts(between: ",") {
      let ends = item.parts(between: "-", most: 2)
      guard let first = Int64(digits: ends[0]),
        let last = ends.count == 2 ? Int64(digits: ends[1]) : first,
        first <= last, last <= Int64(Self.largest)
      else { return nil }
      ranges.append(Int32(first)...Int32(last))
    }
    self.init(joining: ranges)
  }
}

extension CPUSet: CustomStringConvertible {
  /// As the kernel writes it.
  public var description: String {
    ranges.map { $0.count == 1 ? "\($0.lowerBound)" : "\($0.lowerBound)-\($0.upperBound)" }
      .joined(separator: ",")
  }
}

extension CPUSet: TextCodable {
  /// What the value is called in an error message.
  public static var kind: String { "list of processors" }
}
