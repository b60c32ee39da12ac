import Planning
import PlanRendering
import Reconciling

/// Writes what a run does, while it does it, for people.
actor RunReporter: Journal {
  private let style: TextStyle
  private var plan: Plan?

  init(style: TextStyle) {
    self.style = style
  }

  func record(_ event: JournalEvent) {
    switch event {
    case .planned(let plan):
      self.plan = plan
    case .stepFinished(let step, let milliseconds, let outcome, let note):
      guard isShown(step, outcome) else { return }
      let line = StepLine(step, milliseconds: milliseconds, outcome: outcome, note: note)
      // Nobody listens any more: no reason to leave a container stopped. The summary fails where this does, and the run with it.
      _ = try? StandardStreams.print(line.text(style))
    case .stepProgressed(let step, let note):
      // A line that the next one takes the place of would need a terminal; of many that wait, one would have to be chosen.
      guard Terminal.isInteractive else { return }
      _ = try? StandardStreams.print("  … \(padded(step.resource.name, 10)) \(harmless(note))")
    case .stepStarted, .finished: break
    }
  }

  /// Of a container that is configured, started and watched, one line is enough, unless it fails.
  private func isShown(_ step: PlanStep, _ outcome: StepOutcome) -> Bool {
    // What comes after a step of its own that failed needs no line for each.
    if case .skipped(let cause) = outcome { return !cause.hasPrefix("\(step.resource.name)/") }
    guard case .succeeded = outcome else { return true }
    let later = plan?.steps.drop { $0.id != step.id }.dropFirst() ?? []
    let goesOn = later.contains {
      $0.resource == step.resource && $0.action != .retireUpper && $0.onFailureOf == nil
    }
    return switch step.action {
    case .configure, .start: !goesOn
    case .clearAway, .weigh: false
    default: true
    }
  }
}
