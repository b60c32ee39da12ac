import ContainerModel
import Reconciling
import Testing

@testable import LXCRuntime

/// Limits of real containers in the kernel of this machine.
@Suite
struct LimitTests {
  /// Every limit that version 1 has here.
  static func everything(_ spec: inout ContainerSpec) {
    spec.resources.memory.limit = ByteCount("64MiB")
    spec.resources.memory.swap = ByteCount("16MiB")
    spec.resources.cpu.limit = CoreCount("0.5")
    spec.resources.cpu.weight = 200
    spec.resources.cpu.set = CPUSet("0")
    spec.resources.pids.limit = 100
    spec.resources.io.weight = 300
    spec.resources.io.devices = [disk]
  }

  /// The block device that the machine itself lies on.
  static var disk: IODeviceSpec {
    let name = (try? shell("lsblk -ndpo NAME -e 7 | head -1")) ?? ""
    var device = IODeviceSpec(device: name)
    device.read = ByteCount("10MiB")
    device.writeIOPS = 500
    return device
  }

  /// What the kernel says, read without liblxc.
  func kernel(_ entry: InventoryEntry, _ controller: String, _ item: String) throws -> String {
    try content("/sys/fs/cgroup/\(controller)/lxc.payload.\(entry.spec.name)/\(item)")
  }

  /// The limits that are set, as the runtime sees them.
  func limits(_ seen: RuntimeContainer) -> [String: String] {
    seen.actual.compactMapValues(\.text).filter { $0.key.hasPrefix("resources.") }
  }

  @Test(
    "Every limit of the spec is in the kernel after the start, and is read back as the spec says it",
    arguments: [false, true])
  func everyLimit(privileged: Bool) async throws {
    try await Router.with { router in
      let (entry, _) = try await router.started(
        router.entry(privileged: privileged, change: Self.everything))
      #expect(try kernel(entry, "memory", "memory.limit_in_bytes") == "67108864")
      #expect(try kernel(entry, "memory", "memory.memsw.limit_in_bytes") == "83886080")
      #expect(try kernel(entry, "cpu", "cpu.cfs_quota_us") == "50000")
      #expect(try kernel(entry, "cpu", "cpu.shares") == "2048")
      #expect(try kernel(entry, "cpuset", "cpuset.cpus") == "0")
      #expect(try kernel(entry, "pids", "pids.max") == "100")
      #expect(try kernel(entry, "blkio", "blkio.bfq.weight") == "118")
      #expect(
        try kernel(entry, "blkio", "blkio.throttle.read_bps_device").hasSuffix(" 10485760"))
      #expect(try kernel(entry, "blkio", "blkio.throttle.write_iops_device").hasSuffix(" 500"))
      #expect(try await limits(router.observed(entry)) == entry.spec.resources.fields)
    }
  }

  @Test("A container without limits has none, and each is known to be unset")
  func none() async throws {
    try await Router.with { router in
      let (entry, _) = try await router.started(router.entry())
      let seen = try await router.observed(entry)
      #expect(limits(seen) == [:])
      let kinds = LimitKind.allCases.filter { $0 != .memoryHigh && $0 != .ioDevices }
      for kind in kinds { #expect(seen.actual[kind.rawValue] == .unset, "\(kind)") }
    }
  }

  @Test("Limits change while it runs, in both directions, and are lifted again, and init stays")
  func live() async throws {
    try await Router.with { router in
      var (entry, identity) = try await router.started(router.entry { Self.everything(&$0) })
      entry.spec.resources.memory.limit = ByteCount("256MiB")
      entry.spec.resources.memory.swap = ByteCount("0B")
      entry.spec.resources.cpu.limit = CoreCount("1.5")
      entry.spec.resources.cpu.weight = 50
      entry.spec.resources.cpu.set = CPUSet("0-1")
      entry.spec.resources.pids.limit = 50
      entry.spec.resources.io.weight = 50
      entry.spec.resources.io.devices[0].read = nil
      entry.spec.resources.io.devices[0].write = ByteCount("1MiB")
      try await router.runtime.setResources(entry)
      #expect(try await limits(router.observed(entry)) == entry.spec.resources.fields)
      #expect(try kernel(entry, "memory", "memory.memsw.limit_in_bytes") == "268435456")
      #expect(try kernel(entry, "blkio", "blkio.throttle.read_bps_device") == "")

      entry.spec.resources.memory.limit = ByteCount("32MiB")
      try await router.runtime.setResources(entry)
      #expect(try kernel(entry, "memory", "memory.memsw.limit_in_bytes") == "33554432")

      entry.spec.resources = ResourceSpec()
      try await router.runtime.setResources(entry)
      #expect(try await limits(router.observed(entry)) == [:])
      #expect(try kernel(entry, "memory", "memory.limit_in_bytes") == "9223372036854771712")
      #expect(try kernel(entry, "cpu", "cpu.cfs_quota_us") == "-1")
      #expect(try await router.observed(entry).identity == identity)
    }
  }

  @Test("A limit that is no multiple of a page takes, and is no drift")
  func rounded() async throws {
    try await Router.with { router in
      let (entry, _) = try await router.started(
        router.entry { $0.resources.memory.limit = ByteCount(bytes: 10_000_001) })
      #expect(try kernel(entry, "memory", "memory.limit_in_bytes") == "9998336")
      #expect(try await limits(router.observed(entry)) == ["resources.memory.limit": "10000001B"])
    }
  }

  @Test("A limit changed by hand is seen")
  func drift() async throws {
    try await Router.with { router in
      let (entry, _) = try await router.started(
        router.entry { $0.resources.memory.limit = ByteCount("64MiB") })
      _ = try shell(
        "lxc-cgroup -P \(router.runtime.lxcPath) -n \(entry.spec.name) memory.limit_in_bytes 128M")
      _ = try shell("lxc-cgroup -P \(router.runtime.lxcPath) -n \(entry.spec.name) pids.max 7")
      #expect(
        try await limits(router.observed(entry)) == [
          "resources.memory.limit": "128MiB", "resources.pids.limit": "7",
        ])
    }
  }

  @Test("Memory below what is in use is refused, and nobody is killed for it")
  func belowUsage() async throws {
    try await Router.with { router in
      var (entry, identity) = try await router.started(
        router.entry {
          // Locked in tmpfs, so that without swap nothing of it can be reclaimed.
          $0.mounts = [MountSpec(target: "/srv", source: .tmpfs(size: ByteCount(bytes: 64 << 20)))]
          $0.command = [
            "/bin/sh", "-c",
            "dd if=/dev/zero of=/srv/full bs=1M count=40 && echo full; trap exit TERM; while :; do sleep 1000 & wait; done",
          ]
        })
      while try !content(router.run.console(entry.spec.name)).contains("full") {
        try await Task.sleep(for: .milliseconds(20))
      }
      entry.spec.resources.memory.limit = ByteCount("8MiB")
      let error = try await #require(throws: OperationError.self) {
        try await router.runtime.setResources(entry)
      }
      #expect(error.cause.contains("memory.limit_in_bytes"), "\(error)")
      let seen = try await router.observed(entry)
      #expect(seen.identity == identity)
      #expect(limits(seen) == [:])
    }
  }

  @Test("A limit that did not take, or cannot be read, is told with what the kernel says instead")
  func wrong() async throws {
    try await Router.with { router in
      let (entry, identity) = try await router.started(router.entry(change: Self.everything))
      let runtime = router.runtime
      let start = ContainerStart(
        places: runtime.places(entry), starter: runtime.starter, lxcPath: runtime.lxcPath,
        limits: runtime.limits, blockDevices: BlockDevices(of: entry.spec.resources),
        deadline: .seconds(1), hasEndedWell: { false })
      let groups = ContainerCgroups(of: HostProcess(id: identity.pid), in: try .init())
      var items: [String: String] = [:]
      for item in runtime.limits.items { items[item] = groups.read(item) }
      #expect(start.wrongLimits(items) == [:])
      items["pids.max"] = "max\n"
      items["memory.limit_in_bytes"] = "33554432\n"
      items["cpu.shares"] = nil
      #expect(
        start.wrongLimits(items).filter { $0.key != "resources.memory.swap" } == [
          "resources.pids.limit": .unset, "resources.memory.limit": .value("32MiB"),
          "resources.cpu.weight": .unset,
        ])
    }
  }

  @Test("Limits of a stopped container are not set")
  func stopped() async throws {
    try await Router.with { router in
      let entry = try await router.configured(router.entry())
      let error = try await #require(throws: OperationError.self) {
        try await router.runtime.setResources(entry)
      }
      #expect(error.description == "failed to limit '\(entry.spec.name)': it does not run")
    }
  }

  @Test("This machine's control groups are told apart")
  func layout() async throws {
    try await Router.with { router in
      let seen = try await router.runtime.observe { [:] }
      #expect(seen.cgroupLayout == "hybrid")
      #expect(
        seen.supportedLimits
          == Set(LimitKind.allCases.map(\.rawValue)).subtracting(["resources.memory.high"]))
    }
  }
}
