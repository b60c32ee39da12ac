/// Which process a container's init is; a pid alone may come again.
public struct InitIdentity: Codable, Hashable, Sendable {
  /// Its number in the host's namespace.
  public let pid: Int32
  /// When it began, in clock ticks since boot (proc_pid_stat(5), field 22).
  public let startTime: UInt64
  /// The boot it lives in (`/proc/sys/kernel/random/boot_id`).
  public let bootID: String

  /// Makes an identity.
  public init(pid: Int32, startTime: UInt64, bootID: String) {
    self.pid = pid
    self.startTime = startTime
    self.bootID = bootID
  }
}
