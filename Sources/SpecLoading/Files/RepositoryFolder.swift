/// A folder of the repository that specs can use as data: `repo:asterisk/etc`.
public struct RepositoryFolder: Hashable, Sendable {
  /// Relative to the root of the repository, with slashes and none at the end: `asterisk/etc`.
  public let path: String
  /// The object id of its content, 40 hexadecimal digits; nil where it was not read from a commit.
  public let tree: String?

  /// Names a folder.
  public init(path: String, tree: String?) {
    self.path = path
    self.tree = tree
  }
}
