internal import ContainerModel
internal import DurableFiles
internal import SystemPackage

/// What has to be done so that a running container has the devices of its spec, and no others that it was given before.
struct DeviceChanges: Codable, Hashable, Sendable {
  /// Rules that its control group loses, `c 188:0 rw`, as they were given.
  var denied: [String] = []
  /// Rules that its control group gets.
  var allowed: [String] = []
  /// Paths at which it gets a node of the device.
  var attached: [String] = []
  /// Paths at which it loses one.
  var detached: [String] = []

  /// - Parameters:
  ///   - wanted: the devices of the spec.
  ///   - started: those that it was given up to now.
  ///   - table: what it has mounted.
  ///   - filters: whether control groups filter devices here.
  init(
    wanted: [DeviceSpec], started: [DeviceSpec], table: MountTable, filters: Bool
  ) throws(LXCRuntimeError) {
    let mounted = Set(table.entries.map(\.mountPoint.string))
    for device in wanted {
      guard let number = HostPaths.device(device.path) else {
        throw LXCRuntimeError(
          "give devices to", device.path, cause: "it does not exist; is it plugged in?")
      }
      if filters { allowed.append("\(number) \(device.mode)") }
      if !mounted.contains(device.path) { attached.append(device.path) }
    }
    for device in started where !wanted.contains(device) {
      // Of one that was unplugged nobody knows the number any more, and nobody can use it.
      if filters, let number = HostPaths.device(device.path) {
        denied.append("\(number) \(device.mode)")
      }
      if !wanted.contains(where: { $0.path == device.path }), mounted.contains(device.path) {
        detached.append(device.path)
      }
    }
    // What every container may use is not taken from one because it had it in its spec as well.
    allowed += ConfigRendering.commonDevices(among: denied)
  }
}
