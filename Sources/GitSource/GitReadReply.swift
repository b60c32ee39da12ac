public import ContainerModel

/// What one commit holds, but for the specs, which come before.
public struct GitReadReply: Codable, Hashable, Sendable {
  /// The commit.
  public let revision: Revision
  /// Why the server could not be asked, where the accepted commit stands in.
  public let stale: String?
  /// Every folder by its path relative to the root, with the object id of its tree.
  public let folders: [String: String]

  package init(revision: Revision, stale: String?, folders: [String: String]) {
    self.revision = revision
    self.stale = stale
    self.folders = folders
  }
}
