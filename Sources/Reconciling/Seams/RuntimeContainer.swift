public import ContainerModel

/// What liblxc and the kernel say of one container.
public struct RuntimeContainer: Codable, Hashable, Sendable {
  /// What it is doing.
  public var run: RunCondition
  /// SHA-256 of the config on disk, as hexadecimal digits; nil where there is none.
  public var configDigest: String?
  /// The init that runs; nil where none does.
  public var identity: InitIdentity?
  /// What it was started with; nil where nobody recorded that for this very init.
  public var startedWith: InventoryEntry?
  /// What the kernel says, by the path of the field.
  public var actual: [String: ObservedValue]

  /// Makes one.
  public init(
    run: RunCondition, configDigest: String? = nil, identity: InitIdentity? = nil,
    startedWith: InventoryEntry? = nil, actual: [String: ObservedValue] = [:]
  ) {
    self.run = run
    self.configDigest = configDigest
    self.identity = identity
    self.startedWith = startedWith
    self.actual = actual
  }
}
