/// How much of a document is read before it is refused.
///
/// libyaml bounds neither nesting nor size, and some of its work grows with the square of the nesting.
public struct Limits: Hashable, Sendable {
  /// The largest document, in bytes.
  public var documentBytes: Int
  /// The largest scalar, in bytes of UTF-8 after escapes are resolved.
  public var scalarBytes: Int
  /// The deepest nesting of lists and mappings.
  public var depth: Int
  /// The largest number of libyaml events: two for each list and mapping, one for each scalar, four for the document.
  public var events: Int

  /// Makes limits.
  public init(documentBytes: Int, scalarBytes: Int, depth: Int, events: Int) {
    self.documentBytes = documentBytes
    self.scalarBytes = scalarBytes
    self.depth = depth
    self.events = events
  }

  /// 256 KiB, scalars of 64 KiB, 32 levels, 10,000 events: a hundred times what a spec needs.
  public static let standard = Limits(
    documentBytes: 256 << 10, scalarBytes: 64 << 10, depth: 32, events: 10_000)
}
