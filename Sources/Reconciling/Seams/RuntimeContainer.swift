public import ContainerModel

/// What liblxc and the kernel say of one container.
public struct RuntimeContainer: Codable, Hashable, Sendable {
  /// What it is doing.
  public var run: RunCondition
  /// What became of its config on disk; that of somebody else's is never edited.
  public var config: ConfigCondition
  /// The init that runs; nil where none does.
  public var identity: InitIdentity?
  /// What it was started with; nil where nobody recorded that for this very init.
  public var startedWith: InventoryEntry?
  /// Whether that record is behind although the container runs on: left by a run that was killed in the middle of a start or a stop, or
  /// of the init before a reboot of its own.
  public var isRecordBehind = false
  /// How its init ended that this program had started since the machine came up; nil where none did, or it was asked to.
  public var ended: InitEnd?
  /// How many seconds are left until it should be begun anew; nil: none.
  public var pause: Int64?
  /// What the kernel says, by the path of the field.
  public var actual: [String: ObservedValue]

  /// Makes one.
  public init(
    run: RunCondition, config: ConfigCondition, identity: InitIdentity? = nil,
    startedWith: InventoryEntry? = nil, actual: [String: ObservedValue] = [:]
  ) {
    self.run = run
    self.config = config
    self.identity = identity
    self.startedWith = startedWith
    self.actual = actual
  }
}
