extension KernelFeature {
  private static let memory = KernelOption("MEMCG")
  private static let memoryV1 = KernelOption("MEMCG_V1", since: KernelRelease(6, 11))
  /// Folded into the controller itself long ago, and still in lists of what LXC needs on OpenWrt.
  private static let counters = KernelOption("RESOURCE_COUNTERS", until: KernelRelease(3, 19))

  /// What control groups can limit. Without a limit a container runs, but a spec that asks for it is refused.
  static let controllers: [KernelFeature] = [
    limit("memory limits", "resources.memory.limit", [memory, counters]),
    limit("memory limits of version 1", nil, [memoryV1], .version1),
    KernelFeature(
      "memory throttling", [memory], .limit("resources.memory.high"), .advised,
      without: "specs with resources.memory.high are refused", layout: .version2),
    limit(
      "swap limits", "resources.memory.swap",
      [memory, KernelOption("SWAP"), KernelOption("MEMCG_SWAP", until: KernelRelease(6, 1))]),
    limit(
      "processor limits", "resources.cpu.limit",
      [KernelOption("CGROUP_SCHED"), KernelOption("CFS_BANDWIDTH")]),
    limit(
      "processor weights", "resources.cpu.weight",
      [KernelOption("CGROUP_SCHED"), KernelOption("FAIR_GROUP_SCHED")]),
    limit("processor sets", "resources.cpu.set", [KernelOption("CPUSETS")]),
    limit(
      "processor sets of version 1", nil,
      [KernelOption("CPUSETS_V1", since: KernelRelease(6, 12))],
      .version1),
    limit("task limits", "resources.pids.limit", [KernelOption("CGROUP_PIDS")]),
    limit(
      "limits on block devices", "resources.io.devices",
      [KernelOption("BLK_CGROUP"), KernelOption("BLK_DEV_THROTTLING")]),
    KernelFeature(
      "weights on block devices", [KernelOption("BLK_CGROUP"), KernelOption("BFQ_GROUP_IOSCHED")],
      .limit("resources.io.weight"), .incidental),
    KernelFeature(
      "device filters of version 2",
      [KernelOption("BPF_SYSCALL"), KernelOption("CGROUP_BPF")], .trial(.devicePrograms),
      layout: .version2),
    KernelFeature(
      "device filters of version 1", [KernelOption("CGROUP_DEVICE")], .limit("devices"), .advised,
      without: "a privileged container may use every device", layout: .version1),
    KernelFeature(
      "freezing", [KernelOption("CGROUP_FREEZER")], .none, .incidental, layout: .version1),
    KernelFeature(
      "processor accounts", [KernelOption("CGROUP_CPUACCT")], .none, .incidental, layout: .version1),
  ]

  private static func limit(
    _ name: String, _ path: String?, _ options: [KernelOption], _ layout: Layout = .any
  ) -> KernelFeature {
    KernelFeature(
      name, options, path.map { .limit($0) } ?? .none, path == nil ? .incidental : .advised,
      without: path.map { "specs with \($0) are refused" } ?? "", layout: layout)
  }
}
