/// A bridge that containers are on.
public struct NetworkStatus: Codable, Hashable, Sendable {
  /// The bridge.
  public var name: String
  /// Whether this machine has a bridge of that name.
  public var present: Bool
  /// The containers with an interface on it, by name.
  public var containers: [String]

  /// Makes one.
  public init(name: String, present: Bool, containers: [String]) {
    self.name = name
    self.present = present
    self.containers = containers
  }
}
