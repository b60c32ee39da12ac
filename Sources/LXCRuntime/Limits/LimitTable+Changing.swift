internal import ContainerModel

extension LimitTable {
  /// What to write to a running container to have the limits of `spec` and no others, in an order that the kernel takes.
  ///
  /// What is so already is left out.
  /// - Parameter current: the value of every item.
  func changes(_ spec: ResourceSpec, devices: BlockDevices, current: [String: String])
    throws(LXCRuntimeError) -> [CgroupSetting]
  {
    var changes: [CgroupSetting] = []
    for kind in LimitKind.allCases where kind != .ioDevices {
      let settings = try settings(kind, of: spec, devices: devices, clearing: true)
      let values = settings.compactMap { current[$0.item]?.trimmed }
      guard !meansSame(kind, values, settings.map(\.value)) else { continue }
      changes += settings
    }
    putMemoryInOrder(&changes, current: current)
    return changes + throttleChanges(spec.io.devices, devices: devices, current: current)
  }

  /// Memory may never exceed memory and swap (`memory.memsw.limit_in_bytes`): of two that grow the sum is first, of two that
  /// shrink it is last.
  private func putMemoryInOrder(_ changes: inout [CgroupSetting], current: [String: String]) {
    let sum = items(of: .swap).first
    guard host.families[.swap] == .v1,
      let memoryAt = changes.firstIndex(where: { items(of: .memory).contains($0.item) }),
      let sumAt = changes.firstIndex(where: { $0.item == sum }),
      let sumNow = sum.flatMap({ current[$0] }).flatMap({ Int64($0.trimmed) })
    else { return }
    let memory = Int64(changes[memoryAt].value) ?? .max
    if memory < 0 || memory > sumNow { changes.swapAt(memoryAt, sumAt) }
  }

  private func throttleChanges(
    _ wanted: [IODeviceSpec], devices: BlockDevices, current: [String: String]
  ) -> [CgroupSetting] {
    guard let family = host.families[.ioDevices] else { return [] }
    let settings = throttles(wanted, devices, family)
    return items(of: .ioDevices).flatMap { item in
      let lines = current[item, default: ""].split(separator: "\n")
      let wanted = settings.filter { $0.item == item }
      let lifted = lines.compactMap { line -> CgroupSetting? in
        guard let number = line.split(separator: " ").first,
          !wanted.contains(where: { $0.value.hasPrefix("\(number) ") })
        else { return nil }
        return CgroupSetting(
          item, family == .v1 ? "\(number) 0" : "\(number) \(Self.words { _ in nil })")
      }
      return lifted + wanted.filter { !lines.contains($0.value[...]) }
    }
  }
}
