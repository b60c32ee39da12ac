/// A value of a YAML document and where it stands.
public struct Node: Hashable, Sendable {
  /// What a node holds.
  public enum Content: Hashable, Sendable {
    /// A single value; an absent one (`key:` with nothing behind it) is a plain scalar with empty text.
    case scalar(Scalar)
    /// A list.
    case sequence([Node])
    /// A mapping in the order of the document, its keys distinct.
    case mapping([Pair])
    /// Something that was already reported as a ``Problem``, such as an alias: there is nothing more to say about it.
    case refused
  }

  /// What the node holds.
  public let content: Content

  /// Where the node begins.
  public let mark: Mark

  /// How many characters of the line at ``mark`` belong to the node, for underlining: 1 where it goes on
  /// over several lines, 0 for an absent value.
  public let length: Int

  /// Makes a node.
  public init(_ content: Content, at mark: Mark, length: Int) {
    self.content = content
    self.mark = mark
    self.length = length
  }
}
