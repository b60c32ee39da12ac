/// A whole LXC config.
public struct RenderedConfig: Hashable, Sendable {
  /// The text.
  public var text: String
  /// SHA-256 of the text in UTF-8, as hexadecimal digits.
  public var digest: String

  /// Makes one.
  public init(text: String, digest: String) {
    self.text = text
    self.digest = digest
  }
}
