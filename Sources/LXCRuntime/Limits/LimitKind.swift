/// A limit that a spec can set, under its path there.
enum LimitKind: String, Codable, Hashable, Sendable, CaseIterable {
  case memory = "resources.memory.limit"
  case memoryHigh = "resources.memory.high"
  case swap = "resources.memory.swap"
  case cpu = "resources.cpu.limit"
  case cpuWeight = "resources.cpu.weight"
  case cpuSet = "resources.cpu.set"
  case pids = "resources.pids.limit"
  case ioWeight = "resources.io.weight"
  /// All limits of all devices.
  case ioDevices = "resources.io.devices"

  /// The controller that does it, by the family's name for it.
  func controller(_ family: CgroupFamily) -> String {
    switch self {
    case .memory, .memoryHigh, .swap: "memory"
    case .cpu, .cpuWeight: "cpu"
    case .cpuSet: "cpuset"
    case .pids: "pids"
    case .ioWeight, .ioDevices: family == .v1 ? "blkio" : "io"
    }
  }
}
