import Planning
import StatusJudging

/// A line for each container: name, sync, health, address, and what is wrong, on lines of its own where it is long.
struct StatusTable {
  private let containers: [ContainerStatus]
  private let style: TextStyle
  private let nameWidth: Int
  private let addressWidth: Int

  /// Columns of the longest words of either kind.
  private static let syncWidth = 9
  private static let healthWidth = 11
  private static let margin = "    "

  init(_ containers: [ContainerStatus], style: TextStyle) {
    self.containers = containers
    self.style = style
    addressWidth = containers.map { Self.address($0).count }.max().map { max($0, 7) } ?? 7
    let taken = Self.syncWidth + Self.healthWidth + addressWidth + 6
    let longest = containers.map(\.name.count).max() ?? 0
    nameWidth = max(4, min(longest, 20, style.width - taken))
  }

  /// None where there is no container.
  var lines: [String] {
    guard !containers.isEmpty else { return [] }
    let head =
      "\(padded("NAME", nameWidth))  \(padded("SYNC", Self.syncWidth))  \(padded("HEALTH", Self.healthWidth))  ADDRESS"
    return [style.paint(head, .faint)] + containers.flatMap(row)
  }

  private func row(_ container: ContainerStatus) -> [String] {
    let isLong = container.name.count > nameWidth
    let name = padded(isLong ? "" : container.name, nameWidth)
    let sync = paint(padded(container.sync.rawValue, Self.syncWidth), colour(container.sync))
    let health = paint(
      padded(container.health.rawValue, Self.healthWidth), colour(container.health))
    let address = Self.address(container)
    let row = "\(name)  \(sync)  \(health)  "
    let before = isLong ? [container.name] : []
    guard let detail = detail(container) else { return before + [row + address] }
    let room = style.width - nameWidth - Self.syncWidth - Self.healthWidth - addressWidth - 8
    guard detail.count > room else {
      return before + ["\(row)\(padded(address, addressWidth))  \(detail)"]
    }
    return before + [row + address]
      + wrapped(detail, width: style.width - Self.margin.count).map { Self.margin + $0 }
  }

  private static func address(_ container: ContainerStatus) -> String {
    guard let first = container.addresses.first else { return "-" }
    let others = container.addresses.count - 1
    return others == 0 ? "\(first)" : "\(first) +\(others)"
  }

  private func detail(_ container: ContainerStatus) -> String? {
    if let error = container.error { return harmless(error) }
    guard let change = container.change else { return nil }
    let cause = container.cause == .drift ? "drift: " : ""
    return switch change {
    case .create: "\(cause)to create"
    case .start: "\(cause)to start"
    case .live: "\(cause)to change live"
    case .restart: "\(cause)to restart"
    case .recreate: "\(cause)to recreate"
    case .stop: "\(cause)to stop"
    case .destroy: "\(cause)to destroy"
    case .unchanged: nil
    }
  }

  private func paint(_ text: String, _ colour: Colour?) -> String {
    colour.map { style.paint(text, $0) } ?? text
  }

  private func colour(_ sync: SyncState) -> Colour {
    switch sync {
    case .synced: .green
    case .outOfSync, .unknown: .yellow
    }
  }

  private func colour(_ health: HealthState) -> Colour {
    switch health {
    case .healthy: .green
    case .progressing, .unknown: .yellow
    case .degraded, .missing: .red
    case .suspended: .faint
    }
  }
}
