/// Names what a step or a change is about.
public struct ResourceReference: Codable, Hashable, Sendable {
  /// What kinds of things a plan is about.
  public enum Kind: String, Codable, Hashable, Sendable {
    /// A container, by its name.
    case container = "Container"
    /// An unpacked image, by its key.
    case image = "Image"
    /// A written out folder of the repository, by its key.
    case folder = "Folder"
    /// Something that nothing refers to any more, by its path in the store.
    case leftover = "Leftover"
  }

  /// The kind.
  public var kind: Kind
  /// The name, unique in its kind.
  public var name: String

  /// Makes a reference.
  public init(kind: Kind, name: String) {
    self.kind = kind
    self.name = name
  }
}
