import StatusJudging

/// A line for each container: name, sync, health, address, what it takes, for how long it has been up, and what there is to say, on
/// lines of its own where it is long. Columns are as wide as what stands in them.
struct StatusTable {
  private let containers: [ContainerStatus]
  private let style: TextStyle
  private let columns: [StatusColumn]
  private let widths: [Int]
  private let nameWidth: Int
  /// Whether long addresses stand below the lines, where they would leave no room for names.
  private let putsAddressesBelow: Bool

  private static let margin = "    "
  private static let leastNameWidth = 4
  private static let gap = 2

  init(_ containers: [ContainerStatus], style: TextStyle) {
    self.containers = containers
    self.style = style
    let room = { (widths: [Int]) in
      style.width - widths.reduce(0) { $0 + $1 + Self.gap }
    }
    var columns: [StatusColumn] = [.sync, .health, .address, .memory, .cpu, .uptime]
    var widths = columns.map { $0.width(containers) }
    putsAddressesBelow = room(widths) < Self.leastNameWidth
    if putsAddressesBelow {
      columns.removeAll { $0 == .address }
      widths = columns.map { $0.width(containers) }
    }
    self.columns = columns
    self.widths = widths
    let longest = containers.map(\.name.count).max() ?? 0
    nameWidth = max(Self.leastNameWidth, min(longest, 20, room(widths)))
  }

  /// None where there is no container.
  var lines: [String] {
    guard !containers.isEmpty else { return [] }
    var head = padded("NAME", nameWidth)
    for (column, width) in zip(columns, widths) { head += "  " + padded(column.title, width) }
    return [style.paint(trimmed(head), .faint)] + containers.flatMap(row)
  }

  private func row(_ container: ContainerStatus) -> [String] {
    let isLong = container.name.count > nameWidth
    var row = padded(isLong ? "" : container.name, nameWidth)
    for (column, width) in zip(columns, widths) {
      let cell = padded(column.text(container), width)
      row += "  " + (column.colour(container).map { style.paint(cell, $0) } ?? cell)
    }
    var lines = isLong ? [container.name] : []
    let taken = nameWidth + widths.reduce(0) { $0 + $1 + Self.gap }
    let details = details(container)
    if let only = details.first, details.count == 1, taken + Self.gap + only.count <= style.width {
      lines.append("\(row)  \(only)")
    } else {
      lines.append(trimmed(row))
      lines += details.flatMap { wrapped($0, width: style.width - Self.margin.count) }
        .map { Self.margin + $0 }
    }
    return lines
  }

  private func details(_ container: ContainerStatus) -> [String] {
    let addresses = putsAddressesBelow ? container.addresses.map { "\($0)" } : []
    return [
      addresses.isEmpty ? nil : addresses.joined(separator: ", "),
      container.error.map(harmless) ?? ChangeDetail(container).text,
      restarts(container),
    ].compactMap(\.self)
  }

  private func restarts(_ container: ContainerStatus) -> String? {
    let count: String? =
      switch container.restarts {
      case ...0: nil
      case 1: "started again once"
      default: "started again \(container.restarts) times"
      }
    let parts = [count, container.restartNote.map(harmless)].compactMap(\.self)
    return parts.isEmpty ? nil : parts.joined(separator: "; ")
  }

  private func trimmed(_ line: String) -> String {
    var line = line[...]
    while line.last == " " { line.removeLast() }
    return String(line)
  }
}
