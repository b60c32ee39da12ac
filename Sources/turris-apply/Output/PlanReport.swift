import ArgumentParser
import PlanRendering
import Planning
import Reconciling

/// What `--dry-run` says.
struct PlanReport {
  private let assessment: Assessment
  private let options: RunOptions

  init(_ assessment: Assessment, options: RunOptions) {
    self.assessment = assessment
    self.options = options
  }

  /// Writes the plan and ends the command with the right status.
  func finish() throws {
    let problems = AssessmentProblems(assessment)
    let plan = (assessment.proposal ?? assessment.effective).plan
    switch options.output {
    case .json: try OutputFormat.print(json: RunDocument(assessment, plan: plan))
    case .text:
      if assessment.proposal != nil || !plan.isEmpty {
        try StandardStreams.print(PlanText(plan, style: Terminal.style).text)
      }
      try StandardStreams.print(closing(plan))
    }
    problems.complain()
    if problems.isFatal { throw ExitStatus.failure }
    if plan.isBlocked, plan.isEmpty { throw ExitStatus.failure }
    if options.detailedExitcode, plan.hasPendingChanges { throw ExitStatus.changes }
  }

  private func closing(_ plan: Plan) -> String {
    if plan.isEmpty {
      guard assessment.proposal != nil else { return "Nothing was changed." }
      if plan.isWaiting, !plan.isBlocked { return "Nothing was changed, and nothing would be now." }
      return plan.hasPendingChanges || plan.isBlocked
        ? "Nothing was changed, and nothing can be." : "Nothing to do."
    }
    return "Nothing was changed. Run `turris-apply` to apply this."
  }
}
