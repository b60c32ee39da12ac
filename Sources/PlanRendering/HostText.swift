public import HostJudging

/// Writes what a machine was found to be, for people: first what is wrong, the worst before the rest, then what is fine.
public struct HostText {
  private let findings: [Finding]
  private let style: TextStyle
  private static let margin = 15

  /// Writes `findings` in `style`.
  public init(_ findings: [Finding], style: TextStyle) {
    self.findings = findings
    self.style = style
  }

  /// Everything, and a summary at the end. Ends without a line break.
  public var text: String {
    let problems = of(.needed) + of(.advised)
    var lines = problems.flatMap(problem)
    if !problems.isEmpty { lines.append("") }
    for area in Finding.Area.allCases {
      let fine = of(.fine).filter { $0.area == area }
      guard !fine.isEmpty else { continue }
      let mark = style.paint("✓", .green)
      let parts = sentences(fine).flatMap { wrapped($0, width: style.width - Self.margin) }
      lines.append("\(mark) \(padded(area.name, Self.margin - 3)) \(parts[0])")
      lines += parts.dropFirst().map { String(repeating: " ", count: Self.margin) + $0 }
    }
    return (lines + [""] + wrapped(summary, width: style.width)).joined(separator: "\n")
  }

  private func of(_ level: Finding.Level) -> [Finding] { findings.filter { $0.level == level } }

  /// The mark, what it is about, what is wrong, and what to do.
  private func problem(_ finding: Finding) -> [String] {
    let isNeeded = finding.level == .needed
    let head =
      isNeeded ? "✗ \(finding.subject): missing: " : "! \(finding.subject): advised: "
    let indent = "  "
    let text = wrapped(head + harmless(finding.message), width: style.width - indent.count)
    let colour: Colour = isNeeded ? .red : .yellow
    var lines = text.enumerated().map { index, line in
      index == 0
        ? style.paint(String(line.prefix(1)), colour) + line.dropFirst() : indent + line
    }
    for detail in finding.details {
      lines += wrapped(harmless(detail), width: style.width - 4).map { "    \($0)" }
    }
    if let remedy = finding.remedy {
      let parts = wrapped(harmless(remedy), width: style.width - 6)
      lines += parts.enumerated().map { index, line in (index == 0 ? "    → " : "      ") + line }
    }
    return lines
  }

  /// `overlays on it: work`; of more than three things of which the same is to be said only how many there are.
  private func sentences(_ fine: [Finding]) -> [String] {
    var messages: [String] = []
    for finding in fine where !messages.contains(finding.message) {
      messages.append(finding.message)
    }
    return messages.map { message in
      let subjects = fine.filter { $0.message == message }.map(\.subject)
      let names =
        subjects.count > 3 ? "\(subjects.count) features" : subjects.joined(separator: ", ")
      return "\(names): \(harmless(message))"
    }
  }

  private var summary: String {
    let (needed, advised) = (of(.needed).count, of(.advised).count)
    let advice = advised == 0 ? "" : "\(advised) thing\(advised == 1 ? "" : "s") could be better"
    if needed == 0 {
      return "This machine can run containers" + (advice.isEmpty ? "." : "; \(advice).")
    }
    let are = needed == 1 ? "1 thing that is needed is" : "\(needed) things that are needed are"
    return "\(are) missing" + (advice.isEmpty ? "." : "; \(advice).")
      + " What to do stands behind each arrow."
  }
}

extension Finding.Area {
  fileprivate var name: String {
    switch self {
    case .controlGroups: "cgroups"
    case .program, .kernel, .liblxc, .storage, .network, .clock, .settings, .repository: rawValue
    }
  }
}
