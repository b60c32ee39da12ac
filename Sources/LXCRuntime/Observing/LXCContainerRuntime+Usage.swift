internal import CLinux
public import ContainerModel
internal import Glibc
public import Reconciling

extension LXCContainerRuntime {
  /// What the kernel has counted for a container; nil where it does not run.
  ///
  /// Items of control groups: kernel documentation, `cgroup-v1/memory`, `cgroup-v1/cpuacct`, `cgroup-v2`.
  public func usage(of name: ContainerName) -> UsageReading? {
    let head = records.head(name)
    guard let (process, identity) = runningInit(name, recorded: head?.identity) else { return nil }
    let groups = ContainerCgroups(of: process, in: hierarchies)
    var reading = UsageReading(
      identity: identity, time: Self.microsecondsSinceBoot, began: identity.microseconds)
    reading.restarts = head?.restarts?.total ?? 0
    reading.processorTime = processorTime(groups)
    reading.memory = ["memory.current", "memory.usage_in_bytes"].lazy
      .compactMap { groups.read($0) }.first.flatMap { Int64($0.trimmed) }
    reading.memoryLimit = values(.memory, groups)?.last.flatMap(limits.bytes)
    if let family = limits.host.families[.cpu], let values = values(.cpu, groups) {
      reading.coreLimit = limits.cores(family, values).flatMap { CoreCount($0[...]) }
    }
    // What was read after it had ended may be another container's by now.
    return HostProcess.isAlive(identity) ? reading : nil
  }

  /// Version 1 counts in nanoseconds, version 2 in microseconds.
  private func processorTime(_ groups: ContainerCgroups) -> Int64? {
    if let nanoseconds = groups.read("cpuacct.usage") {
      return Int64(nanoseconds.trimmed).map { $0 / 1000 }
    }
    let key = "usage_usec "
    return groups.read("cpu.stat")?.split(separator: "\n").first { $0.hasPrefix(key) }
      .flatMap { Int64($0.dropFirst(key.count)) }
  }

  private func values(_ kind: LimitKind, _ groups: ContainerCgroups) -> [String]? {
    let items = limits.items(of: kind)
    let values = items.compactMap { groups.read($0)?.trimmed }
    return items.isEmpty || values.count < items.count ? nil : values
  }

  private static var microsecondsSinceBoot: Int64 {
    var now = timespec()
    clock_gettime(CLOCK_BOOTTIME, &now)
    return Int64(now.tv_sec) * 1_000_000 + Int64(now.tv_nsec) / 1000
  }
}

extension InitIdentity {
  /// When it began, in microseconds since boot.
  fileprivate var microseconds: Int64 {
    let ticks = Int64(max(1, sysconf(Int32(_SC_CLK_TCK))))
    let (whole, rest) = Int64(clamping: startTime).quotientAndRemainder(dividingBy: ticks)
    return whole * 1_000_000 + rest * 1_000_000 / ticks
  }
}
