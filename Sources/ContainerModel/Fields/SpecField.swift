/// One value of a spec under the path that a plan shows: `resources.memory.limit`, `networks[eth0].bridge`.
public struct SpecField: Codable, Hashable, Sendable {
  /// Where in the spec; list items are named by their key.
  public let path: String
  /// As a spec would write it.
  public let value: String

  /// Makes a field.
  public init(_ path: String, _ value: String) {
    self.path = path
    self.value = value
  }

  /// Whether the value may be a secret and is never shown.
  public var isMasked: Bool { path.hasPrefix("environment.") }
}
