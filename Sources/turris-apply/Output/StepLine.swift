import Planning
import PlanRendering
import Reconciling

/// A step that ended, as a line for people: sign, resource, what was done, how long it took.
struct StepLine {
  private let name: String
  private let milliseconds: Int64
  private let outcome: StepOutcome
  private let note: String

  init(_ step: PlanStep, milliseconds: Int64, outcome: StepOutcome, note: String?) {
    name = Self.name(of: step.resource)
    self.milliseconds = milliseconds
    self.outcome = outcome
    self.note = note ?? step.action.rawValue
  }

  func text(_ style: TextStyle) -> String {
    switch outcome {
    case .succeeded:
      let time = durationText(milliseconds: milliseconds)
      return style.columns("  ✓ \(padded(name, 10)) \(harmless(note))", time)
    case .failed(let error):
      let details = error.details.map { "               \(harmless($0))" }
      return (["  ✗ \(padded(name, 10)) \(harmless(error.cause))"] + details)
        .joined(separator: "\n")
    case .skipped(let cause):
      return "  - \(padded(name, 10)) not done: \(cause) did not succeed"
    }
  }

  private static func name(of resource: ResourceReference) -> String {
    switch resource.kind {
    case .container, .leftover: resource.name
    case .image: "image"
    case .folder: "folder"
    }
  }
}
