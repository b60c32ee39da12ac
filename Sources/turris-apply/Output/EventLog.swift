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
      logger.debug("stepStarted", metadata: metadata(step))
    case .stepProgressed(let step, let note):
      logger.info(
        "stepProgressed", metadata: metadata(step).merging(["note": "\(note)"]) { $1 })
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

  private func metadata(_ step: PlanStep) -> Logger.Metadata {
    let isOfContainer = step.resource.kind == .container
    return (isOfContainer ? ["container": "\(step.resource.name)"] : [:])
      .merging(["step": "\(step.id)"]) { $1 }
  }

  private func finished(
    _ step: PlanStep, _ milliseconds: Int64, _ outcome: StepOutcome, _ note: String?
  ) {
    var metadata = metadata(step)
    metadata["milliseconds"] = "\(milliseconds)"
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
