/// What reading a document gave: its value, and everything that is wrong with it.
///
/// A document with problems may still have a ``root``, so that a reader can go on and report its own errors
/// together with these; it must not be put to use.
public struct ParsedDocument: Hashable, Sendable {
  /// The value of the document; missing where its syntax is broken.
  public let root: Node?

  /// Everything that is wrong with it, in the order of the text.
  public let problems: [Problem]

  /// Makes the outcome of a parse.
  public init(root: Node?, problems: [Problem]) {
    self.root = root
    self.problems = problems
  }
}
