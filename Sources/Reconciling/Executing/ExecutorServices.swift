/// Everything that the executor works through.
public struct ExecutorServices: Sendable {
  /// Starts and stops containers.
  public var runtime: any ContainerRuntime
  /// Unpacks images.
  public var images: any ImageStore
  /// Keeps uppers and volumes.
  public var data: any DataStore
  /// Moves interfaces.
  public var network: any HostNetwork
  /// Remembers what was made.
  public var inventory: any InventoryStore
  /// Reads folders of the repository.
  public var source: any SpecSource
  /// Is told of every step.
  public var journal: any Journal

  /// Gathers the services.
  public init(
    runtime: any ContainerRuntime, images: any ImageStore, data: any DataStore,
    network: any HostNetwork, inventory: any InventoryStore, source: any SpecSource,
    journal: any Journal
  ) {
    self.runtime = runtime
    self.images = images
    self.data = data
    self.network = network
    self.inventory = inventory
    self.source = source
    self.journal = journal
  }
}
