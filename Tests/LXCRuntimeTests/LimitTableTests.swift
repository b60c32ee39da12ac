import ContainerModel
import Testing

@testable import LXCRuntime

@Suite
struct LimitTableTests {
  static let v1 = table(.v1, weightItem: "blkio.bfq.weight", cpus: "0-3")
  static let v2 = table(.v2, weightItem: "io.weight", cpus: nil)

  static func table(_ family: CgroupFamily, weightItem: String, cpus: String?) -> LimitTable {
    var families: [LimitKind: CgroupFamily] = [:]
    for kind in LimitKind.allCases where family == .v2 || kind != .memoryHigh {
      families[kind] = family
    }
    return LimitTable(
      host: CgroupHost(
        layout: family == .v1 ? .hybrid : .v2, families: families, devices: family,
        allCPUs: cpus, ioWeightItem: weightItem), pageSize: 4096)
  }

  /// Every limit that both families have.
  static func everything() throws -> ResourceSpec {
    var spec = ResourceSpec()
    spec.memory.limit = ByteCount("64MiB")
    spec.memory.swap = ByteCount("16MiB")
    spec.cpu.limit = CoreCount("0.5")
    spec.cpu.weight = 200
    spec.cpu.set = CPUSet("0,2-3")
    spec.pids.limit = 100
    spec.io.weight = 300
    var device = IODeviceSpec(device: "/dev/sda")
    device.read = ByteCount("1MiB")
    device.writeIOPS = 50
    spec.io.devices = [device]
    return spec
  }

  let devices = BlockDevices(
    numbers: ["/dev/sda": "8:0"], names: ["8:0": "/dev/sda", "8:16": "/dev/sdb"])

  @Test("In version 1 swap is bounded together with memory, and BFQ's weight ends at 1000")
  func encodesV1() throws {
    let settings = try Self.v1.settings(Self.everything(), devices: devices, clearing: false)
    #expect(
      settings.map { "\($0.item) = \($0.value)" } == [
        "memory.limit_in_bytes = 67108864", "memory.memsw.limit_in_bytes = 83886080",
        "cpu.cfs_period_us = 100000", "cpu.cfs_quota_us = 50000", "cpu.shares = 2048",
        "cpuset.cpus = 0,2-3", "pids.max = 100", "blkio.bfq.weight = 118",
        "blkio.throttle.read_bps_device = 8:0 1048576",
        "blkio.throttle.write_iops_device = 8:0 50",
      ])
  }

  @Test("In version 2 swap is bounded by itself, and a device has one line")
  func encodesV2() throws {
    var spec = try Self.everything()
    spec.memory.high = ByteCount("48MiB")
    let settings = try Self.v2.settings(spec, devices: devices, clearing: false)
    #expect(
      settings.map { "\($0.item) = \($0.value)" } == [
        "memory.max = 67108864", "memory.high = 50331648", "memory.swap.max = 16777216",
        "cpu.max = 50000 100000", "cpu.weight = 200", "cpuset.cpus = 0,2-3", "pids.max = 100",
        "io.weight = 300", "io.max = 8:0 rbps=1048576 wbps=max riops=max wiops=50",
      ])
  }

  @Test("Version 1 cannot bound swap alone, and says so")
  func swapAlone() throws {
    var spec = ResourceSpec()
    spec.memory.swap = ByteCount("16MiB")
    let error = try #require(throws: LXCRuntimeError.self) {
      _ = try Self.v1.settings(spec, devices: devices, clearing: false)
    }
    #expect(error.cause.contains("set memory.limit too"))
  }

  @Test("What was written is read back in the words of the spec", arguments: [v1, v2])
  func roundTrip(_ table: LimitTable) throws {
    let spec = try Self.everything()
    var items: [String: String] = [:]
    for setting in try table.settings(spec, devices: devices, clearing: true) {
      items[setting.item, default: ""] += "\(setting.value)\n"
    }
    for item in table.items where items[item] == nil { items[item] = "" }
    let fields = table.fields(items, expected: spec, devices: devices)
    #expect(fields.compactMapValues(\.text) == spec.fields)
  }

  @Test("No limit is recognised in all of the kernel's words for it")
  func unlimited() {
    let v1 = Self.v1.fields(
      [
        "memory.limit_in_bytes": "9223372036854771712\n",
        "memory.memsw.limit_in_bytes": "8796093018112\n", "cpu.cfs_period_us": "100000\n",
        "cpu.cfs_quota_us": "-1\n", "cpu.shares": "1024\n", "cpuset.cpus": "0-3\n",
        "pids.max": "max\n", "blkio.bfq.weight": "100\n",
        "blkio.throttle.read_bps_device": "", "blkio.throttle.write_bps_device": "",
        "blkio.throttle.read_iops_device": "", "blkio.throttle.write_iops_device": "",
      ], expected: ResourceSpec(), devices: devices)
    let v2 = Self.v2.fields(
      [
        "memory.max": "max\n", "memory.high": "max\n", "memory.swap.max": "max\n",
        "cpu.max": "max 100000\n", "cpu.weight": "100\n", "cpuset.cpus": "\n",
        "pids.max": "max\n", "io.weight": "default 100\n8:0 200\n", "io.max": "",
      ], expected: ResourceSpec(), devices: devices)
    for fields in [v1, v2] {
      #expect(!fields.isEmpty)
      #expect(fields.values.allSatisfy { $0 == .unset })
    }
  }

  @Test("The kernel's rounding is no difference, and another value is one")
  func rounding() throws {
    var spec = ResourceSpec()
    spec.memory.limit = ByteCount(bytes: 1_000_000)
    func seen(_ value: String) -> ObservedValue? {
      Self.v1.fields(["memory.limit_in_bytes": value], expected: spec, devices: devices)[
        "resources.memory.limit"]
    }
    #expect(seen("999424\n") == .value("1000000B"))
    #expect(seen("1003520\n") == .value("980KiB"))
  }

  @Test("A weight that is the kernel's normal one is reported where the spec sets it")
  func normalWeight() {
    var spec = ResourceSpec()
    spec.cpu.weight = 100
    let fields = Self.v1.fields(["cpu.shares": "1024\n"], expected: spec, devices: devices)
    #expect(fields == ["resources.cpu.weight": .value("100")])
  }

  @Test("A limit by hand on a device that no spec names is seen under the device's name")
  func foreignDevice() {
    let fields = Self.v2.fields(
      ["io.max": "8:16 rbps=max wbps=2097152 riops=max wiops=max\n"], expected: ResourceSpec(),
      devices: devices)
    #expect(fields == ["resources.io.devices[/dev/sdb].write": .value("2MiB")])
  }

  @Test("A limit whose items cannot be read is not reported at all")
  func unreadable() {
    #expect(Self.v1.fields([:], expected: ResourceSpec(), devices: devices).isEmpty)
  }

  @Test(
    "Growing, the sum of memory and swap goes first; shrinking, it goes last",
    arguments: [
      ("128MiB", ["memory.memsw.limit_in_bytes", "memory.limit_in_bytes"]),
      ("32MiB", ["memory.limit_in_bytes", "memory.memsw.limit_in_bytes"]),
    ])
  func order(_ limit: String, _ expected: [String]) throws {
    var spec = ResourceSpec()
    spec.memory.limit = ByteCount(limit)
    spec.memory.swap = ByteCount(bytes: 0)
    let changes = try Self.v1.changes(
      spec, devices: devices,
      current: ["memory.limit_in_bytes": "67108864", "memory.memsw.limit_in_bytes": "67108864"])
    #expect(changes.map(\.item).filter { $0.hasPrefix("memory") } == expected)
  }

  @Test("Lifting both, the sum goes first")
  func lifting() throws {
    let changes = try Self.v1.changes(
      ResourceSpec(), devices: devices,
      current: ["memory.limit_in_bytes": "67108864", "memory.memsw.limit_in_bytes": "67108864"])
    #expect(
      changes.filter { $0.item.hasPrefix("memory") } == [
        CgroupSetting("memory.memsw.limit_in_bytes", "-1"),
        CgroupSetting("memory.limit_in_bytes", "-1"),
      ])
  }

  @Test("What is so already is not written again", arguments: [v1, v2])
  func nothingToDo(_ table: LimitTable) throws {
    let spec = try Self.everything()
    var items: [String: String] = [:]
    for setting in try table.settings(spec, devices: devices, clearing: true) {
      items[setting.item, default: ""] += "\(setting.value)\n"
    }
    for item in table.items where items[item] == nil { items[item] = "" }
    #expect(try table.changes(spec, devices: devices, current: items) == [])
  }

  @Test("A limit on a device is lifted in the kernel's words")
  func liftThrottle() throws {
    let none = ResourceSpec()
    let v1 = try Self.v1.changes(
      none, devices: devices, current: ["blkio.throttle.read_bps_device": "8:16 1000\n"])
    #expect(v1.contains(CgroupSetting("blkio.throttle.read_bps_device", "8:16 0")))
    let v2 = try Self.v2.changes(
      none, devices: devices, current: ["io.max": "8:16 rbps=1000 wbps=max riops=max wiops=max\n"])
    #expect(v2.contains(CgroupSetting("io.max", "8:16 rbps=max wbps=max riops=max wiops=max")))
  }
}
