public import ContainerModel

/// What this program knows of its containers, and what of it cannot be read.
public struct InventoryContent: Hashable, Sendable {
  /// The entries that are sound.
  public var entries: [ContainerName: InventoryEntry]
  /// Why others are not.
  public var damaged: [ContainerName: String]

  /// Makes one.
  public init(
    entries: [ContainerName: InventoryEntry] = [:], damaged: [ContainerName: String] = [:]
  ) {
    self.entries = entries
    self.damaged = damaged
  }
}
