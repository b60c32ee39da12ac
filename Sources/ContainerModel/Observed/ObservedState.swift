/// All that the planner may know.
public struct ObservedState: Codable, Hashable, Sendable {
  /// Containers defined on this machine by the name of their directory, ours and others'.
  public var containers: [String: ObservedContainer]
  /// What this program made.
  public var inventory: [ContainerName: InventoryEntry]
  /// What this program made, too, but whose entry cannot be read, with why: left alone.
  public var damaged: [ContainerName: String]
  /// The specs that containers failed with last.
  public var failures: [ContainerName: FailedAttempt] = [:]
  /// Images that are unpacked.
  @Ordered public var images: Set<ImageKey>
  /// Folders of the repository that are written out, by key (`FolderKey`).
  @Ordered public var folders: Set<String>
  /// What this machine can do.
  public var host: HostFacts
  /// What its owner allows.
  public var policy: Policy
  /// How far this run may go.
  public var bounds: PlanBounds

  /// Makes a state.
  public init(
    containers: [String: ObservedContainer] = [:],
    inventory: [ContainerName: InventoryEntry] = [:], damaged: [ContainerName: String] = [:],
    images: Set<ImageKey> = [], folders: Set<String> = [], host: HostFacts,
    policy: Policy = Policy(),
    bounds: PlanBounds = PlanBounds()
  ) {
    self.containers = containers
    self.inventory = inventory
    self.damaged = damaged
    self.images = images
    self.folders = folders
    self.host = host
    self.policy = policy
    self.bounds = bounds
  }
}
