/// The ids of the host that the ids 0, 1, 2… of an unprivileged container are.
public struct IDRange: Codable, Hashable, Sendable {
  /// The host's number of the container's root.
  public let first: UInt32
  /// How many ids there are.
  public let count: UInt32

  /// Makes a range; nil where it is empty, holds the host's root, or runs over 32 bits.
  public init?(first: UInt32, count: UInt32) {
    guard first > 0, count > 0, UInt64(first) + UInt64(count) <= UInt64(UInt32.max) else {
      return nil
    }
    self.first = first
    self.count = count
  }

  private enum CodingKeys: String, CodingKey {
    case first, count
  }

  /// Reads what a range is stored as, and holds it to the same rules.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    let first = try container.decode(UInt32.self, forKey: .first)
    let count = try container.decode(UInt32.self, forKey: .count)
    guard let range = IDRange(first: first, count: count) else {
      throw DecodingError.dataCorruptedError(
        forKey: .first, in: container, debugDescription: "\(count) ids from \(first) are no range")
    }
    self = range
  }
}
