/// The text of a YAML scalar and how it was written.
public struct Scalar: Hashable, Sendable {
  /// How a scalar was written: only a plain one is open to being read as something else than a string.
  public enum Style: Hashable, Sendable {
    /// Without quotes.
    case plain
    /// In single or double quotes.
    case quoted
    /// As a block after `|` or `>`.
    case block
  }

  /// The text with quotes, escapes and folding resolved. It holds no control character but line feed.
  public let text: String

  /// How the scalar was written.
  public let style: Style

  /// Makes a scalar.
  public init(_ text: String, style: Style) {
    self.text = text
    self.style = style
  }
}
