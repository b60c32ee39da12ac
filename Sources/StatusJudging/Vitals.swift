public import ContainerModel

/// What a running container shows when it is asked.
public struct Vitals: Hashable, Sendable {
  /// Its addresses, in the order in which they are shown.
  public var addresses: [IPAddress]
  /// Why its probe failed just now, in lower case; nil where it succeeded, or there is none.
  public var probeFailure: String?
  /// How much memory it takes; nil where the kernel does not say.
  public var memory: MemoryUsage?
  /// How much of the processors it takes; nil where the kernel does not say.
  public var cpu: CPUUsage?
  /// For how many seconds its init has been running; nil where none does.
  public var uptime: Int64?
  /// How often it was started again because its init had ended by itself, since the machine came up.
  public var restarts: Int64
  /// Why it is going to be started again later, and when, in lower case; nil where it is not waited for.
  public var restartNote: String?

  /// Makes one.
  public init(
    addresses: [IPAddress] = [], probeFailure: String? = nil, memory: MemoryUsage? = nil,
    cpu: CPUUsage? = nil, uptime: Int64? = nil, restarts: Int64 = 0, restartNote: String? = nil
  ) {
    self.addresses = addresses
    self.probeFailure = probeFailure
    self.memory = memory
    self.cpu = cpu
    self.uptime = uptime
    self.restarts = restarts
    self.restartNote = restartNote
  }
}
