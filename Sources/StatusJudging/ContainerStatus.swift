public import ContainerModel
public import Planning

/// How one container is.
public struct ContainerStatus: Codable, Hashable, Sendable {
  /// Its name.
  public var name: String
  /// Whether it is as the commit wants it.
  public var sync: SyncState
  /// Whether it does its work.
  public var health: HealthState
  /// The addresses of its interfaces as the kernel has them, IPv4 first; those of the link alone are left out.
  public var addresses: [IPAddress]
  /// How much memory it takes; nil where it does not run.
  public var memory: MemoryUsage?
  /// How much of the processors it takes; nil where it does not run.
  public var cpu: CPUUsage?
  /// For how many seconds its init has been running; nil where none does.
  public var uptime: Int64?
  /// How often it was started again because its init had ended by itself, since the machine came up.
  public var restarts: Int64 = 0
  /// Why it is going to be started again later, and when, in lower case; nil where it is not waited for.
  public var restartNote: String?
  /// The commit that the spec comes from which it was made with, 40 hexadecimal digits; nil where that is not known.
  public var commit: String?
  /// What the next run would make of it; nil: nothing.
  public var change: ChangeKind?
  /// Why it would; nil: it would not.
  public var cause: ChangeCause?
  /// Each value that the next run would change, by path.
  public var changes: [FieldChange] = []
  /// What is wrong with it, in lower case; nil: nothing.
  public var error: String?

  /// Makes one.
  public init(
    name: String, sync: SyncState, health: HealthState, addresses: [IPAddress] = [],
    commit: String? = nil, change: ChangeKind? = nil, cause: ChangeCause? = nil,
    error: String? = nil
  ) {
    self.name = name
    self.sync = sync
    self.health = health
    self.addresses = addresses
    self.commit = commit
    self.change = change
    self.cause = cause
    self.error = error
  }
}
