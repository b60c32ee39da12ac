internal import Glibc
internal import SystemPackage

/// What stands at paths of the host.
enum HostPaths {
  /// What stands there; nil where nothing does, or its parents cannot be passed. A symbolic link is followed.
  static func look(_ path: String) -> Stat? {
    try? Stat(FilePath(path))
  }

  /// The path without symbolic links that leads to the same (realpath(3)); nil where nothing is there.
  static func real(_ path: String) -> String? {
    guard let resolved = realpath(path, nil) else { return nil }
    defer { free(resolved) }
    return String(cString: resolved)
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
