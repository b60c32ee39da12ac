/// What one container keeps.
public struct ContainerData: Codable, Hashable, Sendable {
  /// Keys of its uppers (`InventoryEntry.upperKey`), sorted.
  public var uppers: [String]
  /// Names of its volumes, sorted.
  public var volumes: [String]

  /// Makes one.
  public init(uppers: [String], volumes: [String]) {
    self.uppers = uppers
    self.volumes = volumes
  }
}
