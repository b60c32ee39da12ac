/// Kept in the run directory: what the init that runs now was started with.
public struct StartRecord: Codable, Hashable, Sendable {
  /// The process.
  public var identity: InitIdentity
  /// What the container was started from.
  public var entry: InventoryEntry

  /// Digest of the entry; nil in what an earlier release wrote.
  public var digest: String?

  /// Makes a record.
  public init(identity: InitIdentity, entry: InventoryEntry, digest: String?) {
    self.identity = identity
    self.entry = entry
    self.digest = digest
  }
}
