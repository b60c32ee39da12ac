/// The host's interfaces by name.
public struct HostInterfaces: Codable, Hashable, Sendable {
  /// What containers can join.
  public var bridges: Set<String>
  /// The rest.
  public var others: Set<String>

  /// Makes one.
  public init(bridges: Set<String>, others: Set<String>) {
    self.bridges = bridges
    self.others = others
  }
}
