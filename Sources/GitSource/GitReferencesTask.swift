public import Workers

/// Asks a server for its references, and fetches nothing.
///
/// Fails with ``GitSourceError`` where the server can't be reached, or has nothing of that name.
public enum GitReferencesTask: WorkerTask {
  /// Whom to ask, and for what.
  public struct Request: Codable, Hashable, Sendable {
    /// The repository.
    public var remote: GitRemote
    /// Branch, tag or commit.
    public var reference: String
    /// What the server is told that this program is.
    public var userAgent: String

    /// The same as what to read into memory.
    package var reading: GitReadRequest {
      GitReadRequest(
        remote: remote, mirror: "", reference: reference, path: ".", allowRewind: false,
        noFetch: false, dryRun: true, userAgent: userAgent)
    }
  }

  /// Nothing is said on the way.
  public struct Progress: Codable, Sendable {}

  /// Whether the server has a reference of that name. Otherwise it may be a commit, which only fetching could tell.
  public typealias Reply = Bool

  /// What it is called on the command line.
  public static let name = "git-references"
}
