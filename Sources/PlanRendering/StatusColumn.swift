import StatusJudging

/// What a line of a status tells of a container beside its name.
enum StatusColumn: String {
  case sync, health, address, memory, cpu
  case uptime = "up"

  var title: String { rawValue.uppercased() }

  func width(_ containers: [ContainerStatus]) -> Int {
    containers.map { text($0).count }.reduce(title.count, max)
  }

  /// `-` where there is nothing.
  func text(_ container: ContainerStatus) -> String {
    switch self {
    case .sync: return container.sync.rawValue
    case .health: return container.health.rawValue
    case .address:
      guard let first = container.addresses.first else { return "-" }
      let others = container.addresses.count - 1
      return others == 0 ? "\(first)" : "\(first) +\(others)"
    case .memory: return container.memory.map { usageText($0) } ?? "-"
    case .cpu: return container.cpu.map { usageText($0) } ?? "-"
    case .uptime: return container.uptime.map { spanText(seconds: $0) } ?? "-"
    }
  }

  func colour(_ container: ContainerStatus) -> Colour? {
    switch self {
    case .sync: container.sync == .synced ? .green : .yellow
    case .health:
      switch container.health {
      case .healthy: .green
      case .progressing, .unknown: .yellow
      case .degraded, .missing: .red
      case .suspended: .faint
      }
    case .address, .memory, .cpu, .uptime: nil
    }
  }
}
