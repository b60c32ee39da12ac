/// What a container may use; nil means unlimited, or the kernel's normal weight.
public struct ResourceSpec: Codable, Hashable, Sendable {
  /// Memory of the whole container.
  public var memory = MemorySpec()
  /// Processor time.
  public var cpu = CPUSpec()
  /// Tasks: processes and threads.
  public var pids = PIDsSpec()
  /// Block devices.
  public var io = IOSpec()

  /// Makes one without limits.
  public init() {}
}
