public import Workers

/// Reads the files of one folder of a commit that is in the mirror.
///
/// Reports every file, sorted by path, and replies how many there were, or fails with ``GitSourceError``.
public enum GitFolderTask: WorkerTask {
  /// What to read.
  public struct Request: Codable, Hashable, Sendable {
    /// The bare mirror, an absolute path.
    public var mirror: String
    /// 40 hexadecimal digits.
    public var commit: String
    /// The folder, relative to the repository's root.
    public var folder: String
  }

  /// A file.
  public typealias Progress = GitFile
  /// How many files there were.
  public typealias Reply = Int

  /// What it is called on the command line.
  public static let name = "git-folder"
}
