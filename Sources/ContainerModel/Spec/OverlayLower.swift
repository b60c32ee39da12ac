/// One read-only directory of an overlay.
public enum OverlayLower: Codable, Hashable, Sendable {
  /// A directory of the host, an absolute path.
  case host(path: String)
  /// A folder of the repository, relative to its root. `tree` is the object id of the folder's content,
  /// 40 hexadecimal digits; nil where a spec was read without a commit.
  case repository(folder: String, tree: String?)
}
