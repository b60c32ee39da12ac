/// Why a resource is not as it should be.
public enum ChangeCause: String, Codable, Hashable, Sendable {
  /// The repository asks for something else than before.
  case spec
  /// The machine is not as it was left.
  case drift
  /// The image behind an unchanged spec moved.
  case image
  /// Something that it depends on changed.
  case dependency
}
