internal import ContainerModel
internal import DurableFiles
internal import FoundationEssentials
internal import SystemPackage

/// What the kernel says of the fields of one running container.
struct ActualFields: Sendable {
  let places: ContainerPlaces
  let limits: LimitTable
  let reading: ContainerReading

  private var spec: ContainerSpec { places.entry.spec }

  /// By path; what could not be seen is left out.
  func all() -> [String: ObservedValue] {
    var fields = limits.fields(
      reading.items, expected: spec.resources,
      devices: BlockDevices(of: spec.resources, and: reading.items))
    for network in spec.networks { fields.merge(interface(network)) { $1 } }
    fields["rootfs.size"] = rootSize
    guard let process = reading.initProcess,
      let table = try? MountTable.ofProcess(
        process, at: Set(["/"] + spec.mounts.map(\.target.description) + spec.devices.map(\.path))),
      !table.entries.isEmpty
    else { return fields }
    for device in spec.devices {
      // What its control group allows cannot be read everywhere.
      let isThere = table.entries.contains { $0.mountPoint.string == device.path }
      fields["devices[\(device.path)].mode"] = isThere ? .value(device.mode) : .unset
    }
    for mount in spec.mounts { fields.merge(self.mount(mount, in: table)) { $1 } }
    fields.merge(image(in: table)) { $1 }
    return fields
  }

  /// How much an ephemeral root can hold; nil where that cannot be seen.
  private var rootSize: ObservedValue? {
    guard spec.rootfs.mode == .ephemeral,
      let monitor = reading.initProcess.flatMap({ HostProcess(id: $0).parent })
    else { return nil }
    let scratch = RootScratch(places, monitor: monitor, pageSize: limits.pageSize)
    return scratch.size(expected: spec.rootfs.upperSize).map { .value($0.description) }
  }

  /// On which bridge its end on the host is. What only its inside shows counts as far as the container itself does not change
  /// it in the normal course of things: a DHCP client sets the MTU, so that is only looked at where the spec has one.
  private func interface(_ network: NetworkInterfaceSpec) -> [String: ObservedValue] {
    let path = "networks[\(network.name)]"
    let host = "/sys/class/net/\(spec.name.hostInterface(network.name))"
    guard FileManager.default.fileExists(atPath: host) else {
      return ["\(path).bridge": .unset, "\(path).mac": .unset]
    }
    var fields: [String: ObservedValue] = [:]
    let bridge = try? FileManager.default.destinationOfSymbolicLink(atPath: "\(host)/master")
    fields["\(path).bridge"] =
      bridge?.split(separator: "/").last.map { .value(String($0)) } ?? .unset
    guard let inside = reading.interfaces[network.name] else { return fields }
    if let mac = inside.mac { fields["\(path).mac"] = .value(mac) }
    if network.mtu != nil, let mtu = inside.mtu { fields["\(path).mtu"] = .value("\(mtu)") }
    return fields
  }

  /// Whether something is mounted there, and whether it can be written to.
  private func mount(_ mount: MountSpec, in table: MountTable) -> [String: ObservedValue] {
    let path = "mounts[\(mount.target)]"
    let expected = spec.fields.filter { $0.key.hasPrefix("\(path).") }
    let found = table.entries.last { $0.mountPoint.string == mount.target }
    var fields: [String: ObservedValue] = expected.mapValues {
      found == nil ? .unset : .value($0)
    }
    if let found { fields["\(path).readOnly"] = .value("\(found.flags.contains("ro"))") }
    return fields
  }

  /// Which image lies below its root file system.
  private func image(in table: MountTable) -> [String: ObservedValue] {
    guard let root = table.entries.last(where: { $0.mountPoint.string == "/" }),
      let key = root.layers.lazy.compactMap({ places.imageKey(at: $0.string) }).first
    else { return [:] }
    return ["image.archive.sha256": .value(key.digest.description)]
  }
}
