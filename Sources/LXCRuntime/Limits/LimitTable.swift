internal import ContainerModel

/// What each limit of a spec is called by the kernel of this machine, and in which units.
///
/// Kernel documentation: `cgroup-v1/memory`, `cgroup-v1/blkio-controller`, `cgroup-v1/cpusets`, `cgroup-v1/pids`,
/// `scheduler/sched-bwc`, `cgroup-v2`.
struct LimitTable: Codable, Hashable, Sendable {
  let host: CgroupHost
  /// Memory limits are kept in whole pages of this many bytes.
  let pageSize: Int64

  /// The items that have to be read to know `kind`.
  func items(of kind: LimitKind) -> [String] {
    guard let family = host.families[kind] else { return [] }
    return switch (kind, family) {
    case (.memory, .v1): ["memory.limit_in_bytes"]
    case (.memory, .v2): ["memory.max"]
    case (.memoryHigh, _): ["memory.high"]
    case (.swap, .v1): ["memory.memsw.limit_in_bytes"]
    case (.swap, .v2): ["memory.swap.max"]
    case (.cpu, .v1): ["cpu.cfs_period_us", "cpu.cfs_quota_us"]
    case (.cpu, .v2): ["cpu.max"]
    case (.cpuWeight, .v1): ["cpu.shares"]
    case (.cpuWeight, .v2): ["cpu.weight"]
    case (.cpuSet, _): ["cpuset.cpus"]
    case (.pids, _): ["pids.max"]
    case (.ioWeight, _): host.ioWeightItem.map { [$0] } ?? []
    case (.ioDevices, .v1): Throttle.allCases.map(\.item)
    case (.ioDevices, .v2): ["io.max"]
    }
  }

  /// Every item that has to be read to know every limit.
  var items: [String] { LimitKind.allCases.flatMap(items) }

  /// Weights go from 1 to 10000 in a spec, and `normal` is what a container has that was given none.
  static let normalWeight: Int64 = 100
  /// `cpu.shares` of a container that was given none.
  static let normalShares: Int64 = 1024
  /// The period of every quota, in microseconds.
  static let period: Int64 = 100_000
}
