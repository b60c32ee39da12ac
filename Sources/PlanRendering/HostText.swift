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
    var lines: [String] = []
    for (index, finding) in problems.enumerated() {
      lines += problem(finding)
      // What several want is said once.
      let next = problems.dropFirst(index + 1).first
      if next?.remedy != finding.remedy || next?.level != finding.level { lines += remedy(finding) }
    }
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

  /// The mark, what it is about, and what is wrong.
  private func problem(_ finding: Finding) -> [String] {
    let isNeeded = finding.level == .needed
    let text = wrapped(
      "\(finding.subject): \(harmless(finding.message))", width: style.width - 2)
    let mark = style.paint(isNeeded ? "✗" : "!", isNeeded ? .red : .yellow)
    let details = finding.details.flatMap { wrapped(harmless($0), width: style.width - 4) }
    return text.enumerated().map { index, line in (index == 0 ? "\(mark) " : "  ") + line }
      + details.map { "    \($0)" }
  }

  private func remedy(_ finding: Finding) -> [String] {
    guard let remedy = finding.remedy else { return [] }
    let lines = wrapped(harmless(remedy), width: style.width - 6)
    return lines.enumerated().map { index, line in (index == 0 ? "    → " : "      ") + line }
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
    let advice =
      advised == 0 ? "" : "; \(advised) thing\(advised == 1 ? "" : "s") could be better (!)"
    guard needed > 0 else { return "This machine can run containers\(advice)." }
    let lacks = needed == 1 ? "1 thing that is needed (✗)" : "\(needed) things that are needed (✗)"
    return "This machine lacks \(lacks)\(advice)."
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
