import Logging
import Planning
import Reconciling

/// Sends what a run does to the log.
struct EventLog: Journal {
  let logger: Logger

  func record(_ event: JournalEvent) {
    switch event {
    case .planned(let plan):
      logger.info("planned", metadata: ["steps": "\(plan.steps.count)"])
    case .stepStarted(let step):
      logger.debug("stepStarted", metadata: ["step": "\(step.id)"])
    case .stepProgressed(let step, let note):
      logger.info("stepProgressed", metadata: ["step": "\(step.id)", "note": "\(note)"])
    case .stepFinished(let step, let milliseconds, let outcome, let note):
      finished(step, milliseconds, outcome, note)
    case .finished(let milliseconds, let failures, let changed):
      logger.log(
        level: failures == 0 ? .info : .error, "finished",
        metadata: [
          "milliseconds": "\(milliseconds)", "failures": "\(failures)", "changed": "\(changed)",
        ])
    }
  }

  private func finished(
    _ step: PlanStep, _ milliseconds: Int64, _ outcome: StepOutcome, _ note: String?
  ) {
    var metadata: Logger.Metadata = ["step": "\(step.id)", "milliseconds": "\(milliseconds)"]
    switch outcome {
    case .succeeded:
      metadata["note"] = note.map { "\($0)" }
      logger.info("stepFinished", metadata: metadata)
    case .failed(let error):
      metadata["error"] = "\(error)"
      logger.error("stepFinished", metadata: metadata)
    case .notNeeded: break
    case .skipped(let cause):
      metadata["skipped"] = "\(cause) did not succeed"
      logger.warning("stepFinished", metadata: metadata)
    }
  }
}
