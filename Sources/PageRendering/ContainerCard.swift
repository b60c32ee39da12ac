import PlanRendering
import StatusJudging

/// One container: name, sync, health, addresses, what it takes, and what is wrong.
struct ContainerCard {
  private let container: ContainerStatus

  init(_ container: ContainerStatus) {
    self.container = container
  }

  var html: String {
    let rows = [address, memory, cpu, uptime].compactMap(\.self).joined()
    return """
      <li><h3>\(escaped(container.name))</h3><p>\(badge(container.sync.rawValue, Tone(container.sync))) \
      \(badge(container.health.rawValue, Tone(container.health)))</p>\
      \(rows.isEmpty ? "" : "<dl>\(rows)</dl>")\(details.map { "<p>\($0)</p>" }.joined())</li>
      """
  }

  private func badge(_ word: String, _ tone: Tone) -> String {
    "<span class=\"\(tone.rawValue)\">\(word)</span>"
  }

  private func row(_ term: String, _ value: String) -> String {
    "<div><dt>\(term)</dt><dd>\(value)</dd></div>"
  }

  private var address: String? {
    guard !container.addresses.isEmpty else { return nil }
    let shown = container.addresses.prefix(PageLimits.addresses).map { escaped("\($0)") }
    let more = container.addresses.count - shown.count
    return row("Address", shown.joined(separator: "<br>") + (more > 0 ? " +\(more)" : ""))
  }

  private var memory: String? {
    container.memory.map { memory in
      row(
        "Memory",
        usageText(memory) + meter("memory", Double(memory.used), of: memory.limit.map(Double.init)))
    }
  }

  private var cpu: String? {
    container.cpu.map { row("CPU", usageText($0) + meter("cpu", $0.used ?? 0, of: $0.limit)) }
  }

  private var uptime: String? {
    container.uptime.map { row("Up", spanText(seconds: $0)) }
  }

  /// In thousandths of what it may have; nothing where it may have all there is.
  private func meter(_ label: String, _ used: Double, of limit: Double?) -> String {
    guard let limit, limit > 0 else { return "" }
    let thousandths = Int((min(1, max(0, used / limit)) * 1000).rounded())
    return "<meter max=\"1000\" value=\"\(thousandths)\" aria-label=\"\(label)\"></meter>"
  }

  private var details: [String] {
    let restarts = container.restarts > 0 ? "started again \(container.restarts) ×" : nil
    return [
      container.error ?? ChangeDetail(container).text,
      [restarts, container.restartNote].compactMap(\.self).joined(separator: "; "),
    ].compactMap(\.self).filter { !$0.isEmpty }.map { escaped($0, limit: PageLimits.error) }
  }
}
