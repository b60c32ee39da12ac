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
  /// Until when what ends it then may still take effect, in clock ticks since boot.
  public var stoppingUntil: UInt64?

  /// The process that looks after the init, and begins another one where that reboots; nil where it was not seen.
  public var monitor: InitIdentity?

  /// The interfaces and devices that the monitor has in memory, where live changes made others of them in `entry`: a reboot brings those
  /// back.
  public var begun: LiveParts?

  /// Makes a record.
  public init(
    identity: InitIdentity, entry: InventoryEntry, digest: String?, restarts: RestartCount?,
    monitor: InitIdentity? = nil
  ) {
    self.identity = identity
    self.monitor = monitor
    self.entry = entry
    self.digest = digest
    self.restarts = restarts
  }
}
