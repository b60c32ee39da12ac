/// A value of a spec, and where it stands.
public struct FieldValue: Hashable, Sendable {
  /// `resources.memory.limit`, `networks[eth0].bridge`.
  public let path: String
  /// As a spec would write it.
  public let text: String
}
