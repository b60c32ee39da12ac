public import ContainerModel

/// What containers keep: uppers and volumes, and the attic for what is no longer used.
public protocol DataStore: Sendable {
  /// The uppers and volumes that exist, by container.
  func data() async throws(OperationError) -> [ContainerName: ContainerData]

  /// Makes the upper and the volumes that `entry` needs, where they are not there yet.
  func create(for entry: InventoryEntry) async throws(OperationError)

  /// Throws where an upper of a container, or without `upper` all that it keeps, would not fit into the attic.
  func weigh(_ container: ContainerName, upper: String?) async throws(OperationError)

  /// Moves uppers of a container to the attic, with the spec they belonged to.
  func retire(uppers: [String], of entry: InventoryEntry, reason: String)
    async throws(OperationError)

  /// Moves all that a container keeps to the attic, with the spec it belonged to.
  func retireAll(
    of entry: InventoryEntry, reason: String, leaving left: ContainerData
  ) async throws(OperationError)

  /// The volumes that the attic would give back to new containers, by name, each of the ids that the value says.
  func returning(to containers: [ContainerName: IDRange?])
    async throws(OperationError) -> [ContainerName: [String]]

  /// Moves the newest such volume of a container back from the attic.
  func takeBack(volume: String, of container: ContainerName, mapping: IDRange?)
    async throws(OperationError)

  /// What lies in the attic past its time, to be cleared away.
  func expired() async throws(OperationError) -> [String]

  /// Deletes an entry of the attic for good.
  func remove(atticEntry name: String) async throws(OperationError)
}
