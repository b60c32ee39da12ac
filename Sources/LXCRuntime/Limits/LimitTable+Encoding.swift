internal import ContainerModel

extension LimitTable {
  /// What to write to have the limits of `spec` and no others, in an order that holds for a new group.
  ///
  /// What the spec leaves out is written too where `clearing`, as the kernel's word for no limit.
  /// - Throws: where the spec asks for something that this family cannot say.
  func settings(
    _ spec: ResourceSpec, devices: BlockDevices, clearing: Bool
  ) throws(LXCRuntimeError) -> [CgroupSetting] {
    var settings: [CgroupSetting] = []
    for kind in LimitKind.allCases {
      settings += try self.settings(kind, of: spec, devices: devices, clearing: clearing)
    }
    return settings
  }

  func settings(
    _ kind: LimitKind, of spec: ResourceSpec, devices: BlockDevices, clearing: Bool
  ) throws(LXCRuntimeError) -> [CgroupSetting] {
    guard let family = host.families[kind] else { return [] }
    if kind == .ioDevices { return throttles(spec.io.devices, devices, family) }
    guard let values = try values(kind, family, of: spec) ?? (clearing ? none(kind, family) : nil)
    else { return [] }
    return zip(items(of: kind), values).map { CgroupSetting($0, $1) }
  }

  /// The values of all items of `kind`; nil where the spec does not limit it.
  private func values(_ kind: LimitKind, _ family: CgroupFamily, of spec: ResourceSpec)
    throws(LXCRuntimeError) -> [String]?
  {
    switch kind {
    case .memory: spec.memory.limit.map { ["\($0.bytes)"] }
    case .memoryHigh: spec.memory.high.map { ["\($0.bytes)"] }
    case .swap: try swap(family, of: spec.memory).map { ["\($0)"] }
    case .cpu: spec.cpu.limit.map { quota(Self.period * $0.milli / 1000, family) }
    case .cpuWeight: spec.cpu.weight.map { ["\(family == .v1 ? Self.shares($0) : $0)"] }
    case .cpuSet: spec.cpu.set.map { ["\($0)"] }
    case .pids: spec.pids.limit.map { ["\($0)"] }
    case .ioWeight: spec.io.weight.map { [ioWeight($0)] }
    case .ioDevices: nil
    }
  }

  /// The values that mean no limit.
  private func none(_ kind: LimitKind, _ family: CgroupFamily) -> [String] {
    switch (kind, family) {
    case (.memory, .v1), (.memoryHigh, .v1), (.swap, .v1): ["-1"]
    case (.memory, .v2), (.memoryHigh, .v2), (.swap, .v2), (.pids, _): ["max"]
    case (.cpu, .v1): ["\(Self.period)", "-1"]
    case (.cpu, .v2): ["max \(Self.period)"]
    case (.cpuWeight, .v1): ["\(Self.normalShares)"]
    case (.cpuWeight, .v2): ["\(Self.normalWeight)"]
    // A line feed alone empties the set; writing nothing at all would do nothing.
    case (.cpuSet, _): [host.allCPUs ?? "\n"]
    case (.ioWeight, _): [ioWeight(Self.normalWeight)]
    case (.ioDevices, _): []
    }
  }

  private func quota(_ quota: Int64, _ family: CgroupFamily) -> [String] {
    family == .v1 ? ["\(Self.period)", "\(quota)"] : ["\(quota) \(Self.period)"]
  }

  /// Version 1 bounds memory and swap together.
  private func swap(_ family: CgroupFamily, of memory: MemorySpec) throws(LXCRuntimeError) -> Int64?
  {
    guard let swap = memory.swap?.bytes, family == .v1 else { return memory.swap?.bytes }
    guard let limit = memory.limit?.bytes else {
      throw LXCRuntimeError(
        "limit", LimitKind.swap.rawValue,
        cause:
          "control groups of version 1 bound swap only together with memory; set memory.limit too")
    }
    let (sum, overflow) = limit.addingReportingOverflow(swap)
    return overflow ? .max : sum
  }

  /// Version 1 counts 1024 where the spec counts 100; the kernel takes 2 to 262144.
  static func shares(_ weight: Int64) -> Int64 {
    max(2, weight * normalShares / normalWeight)
  }

  /// BFQ's weight goes from 1 to 1000 with the same middle, so what lies above is pressed together, as systemd does.
  private func ioWeight(_ weight: Int64) -> String {
    guard host.ioWeightItem?.contains("bfq") == true, weight > Self.normalWeight else {
      return "\(weight)"
    }
    return "\(Self.normalWeight + (weight - Self.normalWeight) * 900 / 9900)"
  }

  func throttles(
    _ specs: [IODeviceSpec], _ devices: BlockDevices, _ family: CgroupFamily
  ) -> [CgroupSetting] {
    specs.flatMap { spec -> [CgroupSetting] in
      guard let number = devices.numbers[spec.device] else { return [] }
      switch family {
      case .v1:
        return Throttle.allCases.compactMap { throttle in
          throttle.value(of: spec).map { CgroupSetting(throttle.item, "\(number) \($0)") }
        }
      case .v2:
        return [CgroupSetting("io.max", "\(number) \(Self.words { $0.value(of: spec) })")]
      }
    }
  }

  /// The limits of one device in `io.max`, all of them and in the kernel's order.
  static func words(_ value: (Throttle) -> Int64?) -> String {
    Throttle.allCases.map { "\($0.key)=\(value($0).map(String.init) ?? "max")" }
      .joined(separator: " ")
  }
}
