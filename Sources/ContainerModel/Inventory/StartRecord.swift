/// Kept in the run directory: what the init that runs now was started with.
public struct StartRecord: Codable, Hashable, Sendable {
  /// The process.
  public var identity: InitIdentity
  /// What the container was started from.
  public var entry: InventoryEntry

  /// Digest of the entry; nil in what an earlier release wrote.
  public var digest: String?
  /// How often it was begun anew because it had ended by itself; nil: never.
  public var restarts: RestartCount?
  /// Whether this program is ending it; nil: no.
  public var isStopping: Bool?

  /// Makes a record.
  public init(
    identity: InitIdentity, entry: InventoryEntry, digest: String?, restarts: RestartCount?
  ) {
    self.identity = identity
    self.entry = entry
    self.digest = digest
    self.restarts = restarts
  }
}
