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
  /// The commit that the spec comes from which it was made with, 40 hexadecimal digits; nil where that is not known.
  public var commit: String?
  /// What the next run would make of it; nil: nothing.
  public var change: ChangeKind?
  /// Why it would; nil: it would not.
  public var cause: ChangeCause?
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
