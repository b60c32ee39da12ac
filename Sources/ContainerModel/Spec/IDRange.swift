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
}
