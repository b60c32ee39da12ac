/// A set that is stored as a sorted list, so that equal sets have equal digests.
@propertyWrapper
public struct Ordered<Element: Codable & Hashable & Comparable & Sendable>: Codable, Hashable,
  Sendable
{
  /// The set.
  public var wrappedValue: Set<Element>

  /// Wraps a set.
  public init(wrappedValue: Set<Element>) {
    self.wrappedValue = wrappedValue
  }

  /// Reads a list.
  public init(from decoder: any Decoder) throws {
    wrappedValue = Set(try [Element](from: decoder))
  }

  /// Writes a sorted list.
  public func encode(to encoder: any Encoder) throws {
    try wrappedValue.sorted().encode(to: encoder)
  }
}
