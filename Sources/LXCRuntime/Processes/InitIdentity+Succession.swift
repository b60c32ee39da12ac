internal import CLinux
internal import ContainerModel
internal import Glibc

/// Which init comes after which.
extension InitIdentity {
  /// How many seconds after its announcement an init may begin; by then liblxc's time is over.
  private static let announced: UInt64 = 60

  /// Stands for an init that is about to begin.
  static func announcement() -> InitIdentity? {
    guard let boot = HostProcess.ofSelf.identity?.bootID, let now = ticksNow else { return nil }
    return InitIdentity(pid: 0, startTime: now, bootID: boot)
  }

  /// Stands for an init that was begun just now, and has ended before anybody could look at it.
  static func ended() -> InitIdentity? {
    announcement().map { InitIdentity(pid: -1, startTime: $0.startTime, bootID: $0.bootID) }
  }

  static var ticksNow: UInt64? {
    var now = timespec()
    guard clock_gettime(CLOCK_BOOTTIME, &now) == 0 else { return nil }
    let nanoseconds = UInt64(now.tv_sec) * 1_000_000_000 + UInt64(now.tv_nsec)
    return nanoseconds / (1_000_000_000 / ticksPerSecond)
  }

  /// The process of liblxc that looks after it; nil where it has ended, or has none any more.
  var monitor: InitIdentity? {
    guard let parent = HostProcess(id: pid).parent.map(HostProcess.init),
      parent.monitored != nil, HostProcess.isAlive(self)
    else { return nil }
    return parent.identity
  }

  /// Whether it is that very init, the one whose start was announced, or the one after a reboot.
  func isSame(as recorded: InitIdentity, monitor: InitIdentity?) -> Bool {
    recorded == self || wasBegun(by: recorded) || isReboot(of: recorded, monitor: monitor)
  }

  /// Whether the same monitor began it when `recorded` rebooted (reboot(2) in a namespace of processes).
  func isReboot(of recorded: InitIdentity, monitor: InitIdentity?) -> Bool {
    guard recorded != self, let monitor else { return false }
    return monitor == self.monitor && !HostProcess.isAlive(recorded)
  }

  private func wasBegun(by announcement: InitIdentity) -> Bool {
    guard announcement.pid == 0, announcement.bootID == bootID else { return false }
    let end = announcement.startTime + Self.announced * Self.ticksPerSecond
    return (announcement.startTime...end).contains(startTime)
  }

  static var ticksPerSecond: UInt64 { UInt64(max(1, sysconf(Int32(_SC_CLK_TCK)))) }
}
