public import ContainerModel

/// What runs containers: liblxc, in workers.
public protocol ContainerRuntime: Sendable {
  /// Looks at every container that is defined, ours (with their entries) and others'.
  /// One that does not answer in time is `unknown` and holds up nobody.
  ///
  /// - Parameter inventory: reads the entries; called once, while the containers are asked already.
  func observe(
    _ inventory: @Sendable () async throws(OperationError) -> [ContainerName: InventoryEntry]
  ) async throws(OperationError) -> RuntimeObservation

  /// Where those of `paths` really lead that lead there by a symbolic link; what does not exist leads nowhere.
  func links(among paths: Set<String>) throws(OperationError) -> [String: String]

  /// What became of the config of the container called `name`, which `entry` belongs to if it is ours.
  func configCondition(of name: ContainerName, _ entry: InventoryEntry?) throws(OperationError)
    -> ConfigCondition

  /// The LXC config that `entry` asks for on this machine. The same entry gives the same text.
  func config(for entry: InventoryEntry) throws(OperationError) -> RenderedConfig

  /// Replaces the container's config whole, after liblxc has loaded it as a check.
  func writeConfig(_ config: RenderedConfig, for entry: InventoryEntry) async throws(OperationError)

  /// Starts the container, reads every limit back and records its init. Does not wait for the settle time.
  func start(_ entry: InventoryEntry) async throws(OperationError) -> InitIdentity

  /// Whether the init of a container still lives; false where it has ended with its work done, as the entry's `restart` allows.
  /// - Throws: where it has ended in another way, with the console's last lines.
  func checkAlive(
    _ entry: InventoryEntry, identity: InitIdentity
  ) async throws(OperationError) -> Bool

  /// Tries once whether a running container does its work, as the entry's health says; without that, whether it runs.
  ///
  /// Returns where it does, and throws a passing error where it does not, at the latest a few seconds after the time-out of
  /// one try.
  func probe(_ entry: InventoryEntry) async throws(OperationError)

  /// Asks the container to stop, waits for its time-out, then kills it; returns when nothing of it is left.
  /// Ends an orphan too. A container that does not run is stopped already.
  func stop(_ entry: InventoryEntry) async throws(OperationError) -> StopOutcome

  /// Sets every limit of a running container to what `entry` says, and reads each back.
  func setResources(_ entry: InventoryEntry) async throws(OperationError)

  /// Gives the ephemeral root file system of a running container the size that `entry` says.
  func resizeRoot(_ entry: InventoryEntry) async throws(OperationError)

  /// Gives a running container the devices of `entry`, and takes from it those of `started` that are not among them.
  func setDevices(_ entry: InventoryEntry, started: InventoryEntry) async throws(OperationError)

  /// The init of a container that runs.
  func identity(of name: ContainerName) throws(OperationError) -> InitIdentity

  /// What the kernel has counted for a container; nil where it does not run. Reads the kernel's files alone, so nobody is waited for.
  func usage(of name: ContainerName) -> UsageReading?

  /// Brings a start record that is behind up to date with the init that lives now.
  func finishRecord(of name: ContainerName, identity: InitIdentity) throws(OperationError)

  /// Remembers that what runs has by now what `entry` says, as if it had been started with that.
  func remember(_ entry: InventoryEntry) throws(OperationError)

  /// Lets the processes of a frozen container go on.
  func thaw(_ entry: InventoryEntry) async throws(OperationError)

  /// Removes the config and what else this program wrote beside it, but for the inventory entry, and for what the container
  /// printed last where that is what there is to learn from.
  func removeConfig(_ name: ContainerName, keepsConsole: Bool) async throws(OperationError)
}
