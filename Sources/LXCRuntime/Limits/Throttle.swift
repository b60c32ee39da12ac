internal import ContainerModel

/// A limit of one block device.
enum Throttle: String, CaseIterable {
  case read, write, readIOPS, writeIOPS

  /// The item of version 1.
  var item: String {
    switch self {
    case .read: "blkio.throttle.read_bps_device"
    case .write: "blkio.throttle.write_bps_device"
    case .readIOPS: "blkio.throttle.read_iops_device"
    case .writeIOPS: "blkio.throttle.write_iops_device"
    }
  }

  /// The key in `io.max`.
  var key: String {
    switch self {
    case .read: "rbps"
    case .write: "wbps"
    case .readIOPS: "riops"
    case .writeIOPS: "wiops"
    }
  }

  /// What a spec asks for.
  func value(of device: IODeviceSpec) -> Int64? {
    switch self {
    case .read: device.read?.bytes
    case .write: device.write?.bytes
    case .readIOPS: device.readIOPS
    case .writeIOPS: device.writeIOPS
    }
  }

  /// The number as a spec would write it.
  func text(_ value: Int64) -> String {
    switch self {
    case .read, .write: ByteCount(bytes: value).description
    case .readIOPS, .writeIOPS: "\(value)"
    }
  }
}
