public import ContainerModel

/// What one commit holds.
public struct SourceTree: Codable, Hashable, Sendable {
  /// The commit.
  public var revision: Revision
  /// Why the server could not be asked, where an older commit stands in; nil where the commit is fresh, or was asked for as it is.
  public var stale: String?
  /// Every `*.yaml` and `*.yml` below the path, with paths relative to the repository's root, sorted by path.
  public var files: [SourceFile]
  /// Every folder of the repository by its path relative to the root, with the object id of its tree (40 hexadecimal digits).
  public var folders: [String: String]

  /// Makes a tree.
  public init(
    revision: Revision, stale: String? = nil, files: [SourceFile], folders: [String: String]
  ) {
    self.revision = revision
    self.stale = stale
    self.files = files
    self.folders = folders
  }
}
