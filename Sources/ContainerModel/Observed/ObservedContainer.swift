/// What the planner may know of one container that is defined on this machine.
///
/// Holds no pid, counter or lease: a plan stays valid while they change.
public struct ObservedContainer: Codable, Hashable, Sendable {
  /// What it is doing.
  public var run: RunCondition
  /// Whether its LXC config is as written.
  public var config: ConfigCondition
  /// What its init was started with; nil where nobody recorded that, or nothing runs.
  public var startedWith: InventoryEntry?
  /// What the kernel says, by the path of the field. A path that is missing could not be observed.
  public var actual: [String: ObservedValue]
  /// Keys of the persistent uppers that exist for it, sorted.
  public var uppers: [String]
  /// Names of the volumes that exist for it, sorted.
  public var volumes: [String]
  /// How its init ended that this program had started since the machine came up; nil where none did, or it was asked to.
  public var ended: InitEnd?
  /// Whether it has ended so often that it is not started again yet.
  public var isPausing = false
  /// Names of volumes that the attic would give back if it were made now, sorted.
  public var returning: [String]

  /// Makes one; by default stopped, with nothing on disk.
  public init(
    run: RunCondition = .stopped, config: ConfigCondition = .missing,
    startedWith: InventoryEntry? = nil, actual: [String: ObservedValue] = [:],
    uppers: [String] = [], volumes: [String] = [], returning: [String] = []
  ) {
    self.run = run
    self.config = config
    self.startedWith = startedWith
    self.actual = actual
    self.uppers = uppers
    self.volumes = volumes
    self.returning = returning
  }
}
