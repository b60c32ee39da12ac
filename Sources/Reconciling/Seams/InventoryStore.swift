public import ContainerModel

/// Keeps what this program knows beside the containers, and the index that says which there must be.
public protocol InventoryStore: Sendable {
  /// The id of the state directory (its marker); made at the first apply, nil before.
  func stateID() throws(OperationError) -> String?

  /// Every entry. Throws where entries belong to another state directory.
  func content() throws(OperationError) -> InventoryContent

  /// Writes an entry, before the first thing that it owns is made.
  func write(_ entry: InventoryEntry) throws(OperationError)

  /// Removes an entry, after the last thing that it owns is gone.
  func remove(_ name: ContainerName) throws(OperationError)

  /// Writes entries whose files `content` found damaged or missing anew, from their copies. Writes nothing where all were sound.
  func mend() throws(OperationError)

  /// Makes the index agree with the entries written since.
  func flush() throws(OperationError)

  /// The hardware addresses of the interfaces of a spec: its own, those that `previous` has, else derived ones.
  func macs(for spec: ContainerSpec, previous: InventoryEntry?) throws(OperationError)
    -> [String: MACAddress]

  /// The specs that containers failed with last.
  var failures: [ContainerName: FailedAttempt] { get }

  /// Remembers what a container failed with, at once.
  func remember(_ failure: FailedAttempt, of name: ContainerName) throws(OperationError)

  /// Forgets what a container failed with. Writes nothing where nothing is remembered.
  func forget(_ name: ContainerName) throws(OperationError)

  /// Which commit was accepted last; nil before the first.
  var accepted: AcceptedSource? { get }

  /// Which commit was applied whole last; nil before the first.
  var applied: Revision? { get }

  /// Remembers a commit that passed every check, where there is one, and which containers are about to be made: until they have
  /// proved themselves, their entries say so (``InventoryEntry/trial``).
  func accept(_ source: AcceptedSource?, newcomers: Set<ContainerName>) throws(OperationError)

  /// A later commit of which nothing was carried out; nil where the last one was accepted.
  var refused: RefusedCommit? { get }

  /// Remembers a commit of which nothing is carried out. Writes nothing where it is known.
  func refuse(_ commit: RefusedCommit) throws(OperationError)

  /// A new container has proved itself. Written with `flush`.
  func welcome(_ name: ContainerName)

  /// Remembers a commit that was applied whole.
  func recordApplied(_ revision: Revision) throws(OperationError)
}
