/// What the kernel says of one field of a running container.
public enum ObservedValue: Codable, Hashable, Sendable {
  /// This, as a spec would write it.
  case value(String)
  /// No such limit, mount or interface.
  case unset

  /// The text; nil where it is unset.
  public var text: String? {
    switch self {
    case .value(let text): text
    case .unset: nil
    }
  }
}
