import Planning

/// Writes one resource of a plan: sign, name, what becomes of it, and why.
struct ResourceText {
  private let resource: PlannedResource
  private let nameWidth: Int
  private let style: TextStyle

  init(_ resource: PlannedResource, nameWidth: Int, style: TextStyle) {
    self.resource = resource
    self.nameWidth = nameWidth
    self.style = style
  }

  /// `  ~ dns       live      resources.memory.limit  64MiB -> 128MiB`, and more lines below the third column.
  var lines: [String] {
    let symbol = ResourceSymbol(resource)
    let name = padded(resource.name, nameWidth)
    let word = padded(word, 9)
    let indent = 4 + nameWidth + 2 + word.count + 1
    let facts = details(width: max(20, style.width - indent))
    let head = style.paint("  \(symbol.sign) \(name)  \(word)", symbol.colour)
    let margin = String(repeating: " ", count: indent)
    guard name.count <= nameWidth else { return [trimmed(head)] + facts.map { margin + $0 } }
    let first = facts.first.map { " \($0)" } ?? ""
    return [trimmed(head + first)] + facts.dropFirst().map { margin + $0 }
  }

  private var word: String {
    resource.change == .unchanged && resource.blocked != nil
      ? "blocked" : resource.change.rawValue
  }

  private func details(width: Int) -> [String] {
    var facts: [String] = []
    if let blocked = resource.blocked {
      let label = resource.change == .unchanged ? "" : "blocked: "
      facts += wrapped(label + harmless(blocked), width: width)
    }
    if let waits = resource.waits { facts += wrapped("waits: \(harmless(waits))", width: width) }
    if let heldBack = resource.heldBack {
      facts += wrapped("only back to what it was: \(harmless(heldBack))", width: width)
    }
    if resource.change == .create {
      facts += wrapped(CreationSummary(resource.changes).text, width: width)
    } else {
      facts += changeLines(width: width)
    }
    if !resource.reason.isEmpty {
      let drift = resource.cause == .drift && resource.change == .start ? "drift: " : ""
      facts += wrapped(drift + harmless(resource.reason), width: width)
    }
    return facts
  }

  private func changeLines(width: Int) -> [String] {
    let changes = resource.changes.filter { $0.path != "state" || resource.change != .start }
    let paths = changes.map(\.path.count).max() ?? 0
    return changes.flatMap { change -> [String] in
      let drift = resource.cause == .drift && !change.isMasked ? "drift: " : ""
      let value = drift + valuesText(of: change)
      let line = "\(padded(harmless(change.path), min(paths, 30)))  \(value)"
      guard line.count > width else { return [line] }
      return [harmless(change.path)] + wrapped(value, width: width - 2).map { "  \($0)" }
    }
  }

  private func trimmed(_ line: String) -> String {
    var line = line[...]
    while line.last == " " { line.removeLast() }
    return String(line)
  }
}
