internal import Glibc
internal import SystemPackage

/// What stands at paths of the host.
enum HostPaths {
  /// What stands there; nil where nothing does, or its parents cannot be passed. A symbolic link is followed.
  static func look(_ path: String) -> Stat? {
    try? Stat(FilePath(path))
  }

  /// Type and number of a device as control groups write them, `c 188:0`; nil where there is none.
  static func device(_ path: String) -> String? {
    guard let status = look(path) else { return nil }
    switch status.type {
    case .characterSpecial: return "c \(number(status.specialDeviceID))"
    case .blockSpecial: return "b \(number(status.specialDeviceID))"
    default: return nil
    }
  }

  /// The number of a block device, `8:0`; nil where there is none.
  static func blockDevice(_ path: String) -> String? {
    device(path).flatMap { $0.hasPrefix("b ") ? String($0.dropFirst(2)) : nil }
  }

  /// Major and minor number, as Linux packs them (makedev(3)).
  private static func number(_ device: DeviceID) -> String {
    let packed = UInt64(truncatingIfNeeded: device.rawValue)
    let major = packed >> 8 & 0xfff | packed >> 32 & ~0xfff
    let minor = packed & 0xff | packed >> 12 & ~0xff
    return "\(major):\(UInt32(truncatingIfNeeded: minor))"
  }
}
