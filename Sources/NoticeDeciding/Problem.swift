/// One thing that is not as the repository asks.
public struct Problem: Codable, Hashable, Sendable {
  /// What it is about.
  public enum Kind: String, Codable, Hashable, Sendable {
    /// A container.
    case container
    /// An image, or a folder of the repository that containers mount.
    case image
    /// The commit: nothing of it is applied.
    case commit
    /// The repository: it cannot be read, or its server does not answer.
    case repository
    /// The run itself: it ended early.
    case run
  }

  /// What it is about.
  public var kind: Kind
  /// Which of them: a container's name; empty where there is only one.
  public var name: String
  /// Why, in one line.
  public var reason: String

  /// Makes one.
  public init(_ kind: Kind, name: String = "", reason: String) {
    self.kind = kind
    self.name = name
    self.reason = reason
  }

  /// `web: did not become healthy`.
  public var text: String { (name.isEmpty ? kind.rawValue : name) + ": " + reason }
}
