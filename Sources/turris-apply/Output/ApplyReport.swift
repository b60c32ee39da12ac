import ArgumentParser
import PlanRendering
import Planning
import Reconciling

/// What a run says at its beginning and at its end.
struct ApplyReport {
  private let assessment: Assessment
  private let options: RunOptions
  private let run: String
  private let problems: AssessmentProblems

  init(_ assessment: Assessment, options: RunOptions, run: String) {
    self.assessment = assessment
    self.options = options
    self.run = run
    problems = AssessmentProblems(assessment)
  }

  private var plan: Plan { assessment.effective.plan }

  /// Names the commit, and what is wrong with it.
  func begin() throws {
    problems.complain()
    guard options.output == .text else { return }
    if let headline = PlanText(plan, style: Terminal.style).headline {
      try StandardStreams.print(headline)
    }
  }

  /// Sums up, and ends the command with the right status.
  func finish(_ result: ExecutionResult) throws {
    switch options.output {
    case .json:
      try OutputFormat.print(
        json: RunDocument(
          assessment, plan: plan, run: plan.isEmpty ? nil : run, result: result))
    case .text: try StandardStreams.print(closing(result))
    }
    for resource in plan.resources {
      guard let blocked = resource.blocked ?? resource.heldBack else { continue }
      StandardStreams.complain("error: \(harmless(resource.name)): \(harmless(blocked))")
    }
    if let status = status(result) { throw status }
  }

  private func closing(_ result: ExecutionResult) -> String {
    let failed = result.failures.count
    if plan.isEmpty {
      if plan.isBlocked || problems.isFatal { return "Nothing was changed." }
      return plan.isWaiting ? waiting : "Nothing to do."
    }
    guard failed > 0 || !result.succeeded else {
      return "Applied: \(PlanText(plan, style: Terminal.style).doneSummary)"
    }
    guard result.changed else {
      return "Failed, and nothing was changed. Details: turris-apply history \(run)"
    }
    let back = result.outcomes.filter { $0.step.action == .rollBack && $0.outcome.isSuccess }
      .map { harmless($0.step.resource.name) }
    let failures = "\(failed) failure\(failed == 1 ? "" : "s")"
    let were = back.count == 1 ? "was" : "were"
    let rolled = back.isEmpty ? "" : ": \(back.joined(separator: ", ")) \(were) rolled back"
    return "Applied with \(failures)\(rolled). Details: turris-apply history \(run)"
  }

  /// What waits, a line each: a run that does nothing would not say why.
  private var waiting: String {
    let lines = plan.resources.compactMap { resource in
      resource.waits.map { "\(harmless(resource.name)) waits: \(harmless($0))" }
    }
    let width = Terminal.style.width
    return
      (["Nothing to do now."] + lines.flatMap { wrapped($0, width: width - 2) }.map { "  \($0)" })
      .joined(separator: "\n")
  }

  private func status(_ result: ExecutionResult) -> ExitCode? {
    if options.detailedExitcode, !problems.isFatal, !plan.isBlocked {
      switch (result.changed, !result.succeeded) {
      case (true, true): return ExitStatus.changesAndFailedSteps
      case (false, true): return ExitStatus.failedSteps
      case (true, false): return ExitStatus.changes
      case (false, false): return nil
      }
    }
    return isFailure(result) ? ExitStatus.failure : nil
  }

  /// Whether something of the commit is not as it should be after the run.
  func isFailure(_ result: ExecutionResult) -> Bool {
    !result.succeeded || problems.isFatal || plan.isBlocked
  }
}
