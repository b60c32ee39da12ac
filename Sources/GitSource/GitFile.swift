public import FoundationEssentials

/// A file of a commit.
public struct GitFile: Codable, Hashable, Sendable {
  /// Relative to the repository's root, or to the folder that was asked for.
  public let path: String
  /// Whether it may be executed.
  public let isExecutable: Bool
  /// Its content.
  public let content: Data

  package init(path: String, isExecutable: Bool, content: Data) {
    self.path = path
    self.isExecutable = isExecutable
    self.content = content
  }
}
