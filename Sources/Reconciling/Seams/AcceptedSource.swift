public import ContainerModel

/// Which commit of which repository this router follows.
public struct AcceptedSource: Codable, Hashable, Sendable {
  /// The repository's URL or path, as given.
  public var repository: String
  /// The folder in it.
  public var path: String
  /// The last commit that passed every check; a new one must descend from it.
  public var revision: Revision

  /// Makes one.
  public init(repository: String, path: String, revision: Revision) {
    self.repository = repository
    self.path = path
    self.revision = revision
  }
}
