import Planning
import PlanRendering
import Reconciling

/// A step that ended, as a line for people: sign, resource, what was done, how long it took.
struct StepLine {
  private let name: String
  private let milliseconds: Int64
  private let outcome: StepOutcome
  private let sign: String
  private let note: String
  /// What a failure is about, where the name does not say it.
  private let subject: String

  init(_ step: PlanStep, milliseconds: Int64, outcome: StepOutcome, note: String?) {
    name = Self.name(of: step.resource)
    self.milliseconds = milliseconds
    sign = step.onFailureOf == nil ? "✓" : "↺"
    self.outcome = outcome
    self.note = note ?? step.action.rawValue
    let file = step.item?.split(separator: "/").last.map { "\($0): " }
    subject = step.resource.kind == .image ? file ?? "" : ""
  }

  func text(_ style: TextStyle) -> String {
    switch outcome {
    case .succeeded:
      let time = durationText(milliseconds: milliseconds)
      var lines = lines(sign, harmless(note), width: style.width - time.count - 2)
      lines[0] = style.columns(lines[0], time)
      return lines.joined(separator: "\n")
    case .failed(let error):
      let details = error.details.map { margin + harmless($0) }
      return (lines("✗", harmless(subject + error.cause), width: style.width) + details)
        .joined(separator: "\n")
    case .notNeeded: return ""
    case .skipped(let cause):
      return lines(
        "-", "not done: \(Self.short(cause)) did not succeed", width: style.width
      ).joined(separator: "\n")
    }
  }

  private var margin: String { String(repeating: " ", count: 15) }

  private func lines(_ sign: String, _ text: String, width: Int) -> [String] {
    let head = "  \(sign) \(padded(name, 10)) "
    let parts = wrapped(text, width: max(20, width - head.count))
    return [head + (parts.first ?? "")] + parts.dropFirst().map { margin + $0 }
  }

  /// The id of a step, with the digest of an image or a folder cut to what people can tell apart.
  private static func short(_ step: String) -> String {
    guard let slash = step.firstIndex(of: "/"), step[..<slash].count > 63 else { return step }
    return step.prefix(12) + "…" + step[slash...]
  }

  private static func name(of resource: ResourceReference) -> String {
    switch resource.kind {
    case .container, .leftover: resource.name
    case .image: "image"
    case .folder: "folder"
    }
  }
}
