public import Workers

/// Reads the specs of one commit; fetches first unless told otherwise.
///
/// Reports every spec, sorted by path, once the whole commit has been checked, or fails with ``GitSourceError``.
public enum GitReadTask: WorkerTask {
  /// Which repository and commit.
  public typealias Request = GitReadRequest
  /// A spec.
  public typealias Progress = GitFile
  /// The commit.
  public typealias Reply = GitReadReply

  /// What it is called on the command line.
  public static let name = "git-read"
}
