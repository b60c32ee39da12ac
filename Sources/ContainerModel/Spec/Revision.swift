/// The commit that specs were read from.
public struct Revision: Codable, Hashable, Sendable {
  /// 40 hexadecimal digits.
  public var commit: String
  /// What was asked for: a branch, a tag or a commit.
  public var reference: String
  /// First line of the message, control characters made harmless.
  public var subject: String
  /// Who wrote it.
  public var author: String
  /// When, RFC 3339.
  public var time: String

  /// Makes one.
  public init(commit: String, reference: String, subject: String, author: String, time: String) {
    self.commit = commit
    self.reference = reference
    self.subject = subject
    self.author = author
    self.time = time
  }

  /// Seven digits: enough for people.
  public var short: String { String(commit.prefix(7)) }
}
