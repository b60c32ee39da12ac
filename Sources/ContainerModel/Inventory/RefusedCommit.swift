/// A commit of which a run carried out nothing.
public struct RefusedCommit: Codable, Hashable, Sendable {
  /// The commit.
  public var revision: Revision
  /// The first reason, in one line, with its place where a file is to blame.
  public var reason: String

  /// Makes one.
  public init(revision: Revision, reason: String) {
    self.revision = revision
    self.reason = reason
  }
}
