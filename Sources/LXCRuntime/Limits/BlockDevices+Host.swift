internal import ContainerModel
internal import DurableFiles
internal import SystemPackage

extension BlockDevices {
  /// The devices that `resources` and the values of a control group speak of.
  init(of resources: ResourceSpec, and items: [String: String] = [:]) {
    for device in resources.io.devices {
      numbers[device.device] = HostPaths.blockDevice(device.device)
    }
    for item in Throttle.allCases.map(\.item) + ["io.max"] {
      for line in items[item, default: ""].split(separator: "\n") {
        guard let number = line.split(separator: " ").first.map(String.init) else { continue }
        names[number] = Self.name(of: number)
      }
    }
  }

  /// What udev and devtmpfs call a device (kernel documentation, `ABI/stable/sysfs-dev`).
  private static func name(of number: String) -> String? {
    let file = DurableFile(FilePath("/sys/dev/block/\(number)/uevent"))
    guard let bytes = try? file.read(limit: 1 << 16) else { return nil }
    return String(decoding: bytes, as: UTF8.self).split(separator: "\n")
      .first { $0.hasPrefix("DEVNAME=") }.map { "/dev/\($0.dropFirst(8))" }
  }
}
