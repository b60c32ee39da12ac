internal import ContainerModel

extension LimitTable {
  /// What the kernel's values mean, by the path of the field; a limit whose items are missing is left out.
  ///
  /// The kernel rounds, and some values have several spellings. Where it says just what it would say with `expected`, this is
  /// reported in the words of `expected`, so that no difference is seen that setting it again would not mend.
  func fields(
    _ readings: [String: String], expected: ResourceSpec, devices: BlockDevices
  ) -> [String: ObservedValue] {
    var fields: [String: ObservedValue] = [:]
    let wanted = expected.fields
    for kind in LimitKind.allCases where kind != .ioDevices {
      guard let family = host.families[kind] else { continue }
      let values = items(of: kind).compactMap { readings[$0]?.trimmed }
      guard values.count == items(of: kind).count else { continue }
      let asWanted =
        (try? settings(kind, of: expected, devices: devices, clearing: true).map(\.value)) ?? []
      if let text = wanted[kind.rawValue], meansSame(kind, values, asWanted) {
        fields[kind.rawValue] = .value(text)
      } else {
        fields[kind.rawValue] =
          decoded(kind, family, values, readings).map { .value($0) } ?? .unset
      }
    }
    throttleFields(readings, expected: expected.io.devices, devices).forEach {
      fields[$0] = $1
    }
    return fields
  }

  /// Whether the kernel would say `values` after `written` was written.
  func meansSame(
    _ kind: LimitKind, _ values: [String], _ written: [String]
  ) -> Bool {
    guard values.count == written.count else { return false }
    return zip(values, written).allSatisfy { value, written in
      switch kind {
      case .memory, .memoryHigh, .swap:
        bytes(value) == Int64(written).map { $0 / pageSize * pageSize }
      case .cpuSet: CPUSet(value) == CPUSet(written)
      case .ioWeight: ioWeight(value) == Int64(written)
      case .cpu, .cpuWeight, .pids, .ioDevices: value == written
      }
    }
  }

  /// As a spec would write it; nil where it is no limit, or the normal weight.
  private func decoded(
    _ kind: LimitKind, _ family: CgroupFamily, _ values: [String], _ readings: [String: String]
  ) -> String? {
    let value = values.last ?? ""
    switch kind {
    case .memory, .memoryHigh: return bytes(value).map { ByteCount(bytes: $0).description }
    case .swap:
      guard let total = bytes(value) else { return nil }
      guard family == .v1 else { return ByteCount(bytes: total).description }
      let memory = readings["memory.limit_in_bytes"].flatMap { bytes($0.trimmed) } ?? 0
      return ByteCount(bytes: max(0, total - memory)).description
    case .cpu: return cores(family, values)
    case .cpuWeight:
      guard let number = Int64(value) else { return nil }
      guard family == .v1 else { return number == Self.normalWeight ? nil : "\(number)" }
      guard number != Self.normalShares else { return nil }
      return "\(max(1, number * Self.normalWeight / Self.normalShares))"
    case .cpuSet: return value.isEmpty || value == host.allCPUs ? nil : value
    case .pids: return value == "max" ? nil : value
    case .ioWeight: return ioWeight(value).flatMap { $0 == Self.normalWeight ? nil : "\($0)" }
    case .ioDevices: return nil
    }
  }

  /// A number of bytes; nil for the largest that the kernel can count, which it shows for no limit: `LONG_MAX` pages on 32 bits,
  /// as many as fit into `LONG_MAX` bytes on 64.
  func bytes(_ value: String) -> Int64? {
    guard let number = Int64(value), number <= .max - pageSize,
      number != Int64(Int32.max) * pageSize
    else { return nil }
    return number
  }

  func cores(_ family: CgroupFamily, _ values: [String]) -> String? {
    let words =
      family == .v1 ? values.reversed().map { $0[...] } : values[0].split(separator: " ")
    guard words.count == 2, let quota = Int64(words[0]), let period = Int64(words[1]), quota > 0,
      period > 0
    else { return nil }
    let (micro, overflow) = quota.multipliedReportingOverflow(by: 1000)
    return CoreCount(milli: overflow ? .max / 1000 : (micro + period / 2) / period).description
  }

  /// `100`, or the line that begins with `default`.
  private func ioWeight(_ value: String) -> Int64? {
    let line = value.split(separator: "\n").first { $0.hasPrefix("default ") || Int64($0) != nil }
    return line?.split(separator: " ").last.flatMap { Int64($0) }
  }

  private func throttleFields(
    _ readings: [String: String], expected: [IODeviceSpec], _ devices: BlockDevices
  ) -> [String: ObservedValue] {
    guard let family = host.families[.ioDevices],
      items(of: .ioDevices).allSatisfy({ readings[$0] != nil })
    else { return [:] }
    var fields: [String: ObservedValue] = [:]
    for spec in expected {
      for throttle in Throttle.allCases where throttle.value(of: spec) != nil {
        fields["resources.io.devices[\(spec.device)].\(throttle.rawValue)"] = .unset
      }
    }
    for throttle in Throttle.allCases {
      let item = family == .v1 ? throttle.item : "io.max"
      for line in readings[item, default: ""].split(separator: "\n") {
        let words = line.split(separator: " ")
        guard let number = words.first.map(String.init),
          let value = Self.value(throttle, family, words.dropFirst())
        else { continue }
        let device = expected.map(\.device).first { devices.numbers[$0] == number }
        fields[
          "resources.io.devices[\(device ?? devices.name(number))].\(throttle.rawValue)"] =
          .value(throttle.text(value))
      }
    }
    return fields
  }

  private static func value(
    _ throttle: Throttle, _ family: CgroupFamily, _ words: ArraySlice<Substring>
  ) -> Int64? {
    guard family == .v2 else { return words.first.flatMap { Int64($0) } }
    let prefix = "\(throttle.key)="
    return words.first { $0.hasPrefix(prefix) }.flatMap { Int64($0.dropFirst(prefix.count)) }
  }
}
