/// What is wrong with a document, and where.
public struct Problem: Error, Hashable, Sendable {
  /// Another place that the problem is about, such as the first of two equal keys.
  public struct Related: Hashable, Sendable {
    /// What is there, as a phrase that a position can follow: `first used at`.
    public let phrase: String
    /// Where it is.
    public let mark: Mark

    /// Names another place.
    public init(_ phrase: String, at mark: Mark) {
      self.phrase = phrase
      self.mark = mark
    }
  }

  /// What is wrong and what to do, in lower case, without control characters.
  public let message: String

  /// Where it is.
  public let mark: Mark

  /// How many characters from ``mark`` on are meant; at least 1.
  public let length: Int

  /// Another place that belongs to it.
  public let related: Related?

  /// Makes a problem.
  public init(_ message: String, at mark: Mark, length: Int = 1, related: Related? = nil) {
    self.message = message
    self.mark = mark
    self.length = max(1, length)
    self.related = related
  }
}
