import ContainerModel
import NoticeDeciding
import PlanRendering
import Planning
import Reconciling

extension RunEnd {
  /// Adds how an attempt ended.
  ///
  /// - Parameters:
  ///   - isSilent: whether the server has given no answer for long
  ///   - before, after: the commits that were applied whole before and after it
  mutating func take(
    _ assessment: Assessment, _ result: ExecutionResult, _ options: AttemptOptions,
    isSilent: Bool, before: String?, after: String?
  ) {
    let plan = assessment.effective.plan
    commit = assessment.revision?.commit
    subject = assessment.revision?.subject
    isWhole = options.only == nil
    sawServer = !options.noFetch && assessment.stale == nil && assessment.sourceError == nil
    isDone =
      result.succeeded && !assessment.isHealing && !plan.isBlocked && !plan.isWaiting
      && assessment.sourceError == nil
    waysBack = Self.waysBack(assessment, result)
    problems = Self.problems(with: assessment)
    if isSilent, let stale = assessment.stale {
      problems.append(Problem(.repository, reason: harmless("no answer for an hour: \(stale)")))
    }
    let observed = assessment.effective.observed
    problems += steps(result) + blocked(plan, observed.failures) + pausing(plan, observed)
    heldUp = Set(
      result.outcomes.compactMap { step, outcome in
        guard case .skipped = outcome, step.resource.kind == .container else { return nil }
        return harmless(step.resource.name)
      })
    heldUp.subtract(problems.map(\.name) + waysBack.map(\.container))
    if result.changed, let after, after == commit, after != before {
      let summary = PlanText(plan, style: TextStyle()).doneSummary
      firstSuccess = summary.hasSuffix(".") ? String(summary.dropLast()) : summary
    }
  }

  /// The values that a plan masks.
  static func secrets(of assessment: Assessment) -> Set<String> {
    var specs = assessment.effective.observed.inventory.values.map(\.spec)
    for proposal in [assessment.proposal, assessment.effective].compactMap(\.self) {
      specs += proposal.desired.containers.values.map(\.spec)
    }
    return Set(specs.flatMap(\.environment.values))
  }

  /// What is wrong with the commit, or keeps it from being read.
  private static func problems(with assessment: Assessment) -> [Problem] {
    if let refused = assessment.refused {
      return [Problem(.commit, reason: harmless(refused.reason))]
    }
    return assessment.sourceError.map { [Problem(.repository, reason: harmless("\($0)"))] } ?? []
  }

  /// Of a step that failed, unless its container went back.
  private func steps(_ result: ExecutionResult) -> [Problem] {
    result.failures.compactMap { step, error in
      let name = harmless(step.resource.name)
      switch step.resource.kind {
      case .container:
        guard !waysBack.contains(where: { $0.container == name }) else { return nil }
        return Problem(.container, name: name, reason: harmless(error.cause))
      case .image, .folder:
        return Problem(.image, name: harmless(step.item ?? ""), reason: harmless(error.cause))
      case .leftover: return nil
      }
    }
  }

  /// What is not going to be done; of a container that failed with its spec before, for the reason that was told then.
  private func blocked(
    _ plan: Plan, _ failures: [ContainerName: FailedAttempt]
  ) -> [Problem] {
    plan.resources.compactMap { resource in
      guard let why = resource.blocked ?? resource.heldBack else { return nil }
      let failure = ContainerName(resource.name).flatMap { failures[$0] }
      let isRemembered = failure.map { why.contains($0.reason) } ?? false
      return Problem(
        .container, name: harmless(resource.name),
        reason: harmless(isRemembered ? failure?.reason ?? why : why))
    }
  }

  /// What ended so often that its next start waits.
  private func pausing(_ plan: Plan, _ observed: ObservedState) -> [Problem] {
    plan.resources.compactMap { resource in
      guard let why = resource.waits, observed.containers[resource.name]?.isPausing == true else {
        return nil
      }
      return Problem(.container, name: harmless(resource.name), reason: harmless(why))
    }
  }

  private static func waysBack(_ assessment: Assessment, _ result: ExecutionResult) -> [WayBack] {
    let observed = assessment.effective.observed
    return result.outcomes.compactMap { step, outcome in
      guard outcome.isSuccess, step.action == .rollBack || step.action == .withdraw,
        // Nothing was changed yet otherwise.
        result.outcomes.contains(where: {
          $0.step.resource == step.resource && $0.step.action == .configure && $0.outcome.isSuccess
        })
      else { return nil }
      let failure = result.failures.first { $0.step.resource == step.resource }
      let entry = ContainerName(step.resource.name).flatMap { observed.inventory[$0] }
      let earlier = entry?.trial.map { $0.before?.revision } ?? entry?.revision
      return WayBack(
        container: harmless(step.resource.name), to: earlier?.commit,
        wasNew: step.action == .withdraw,
        reason: harmless(failure?.error.cause ?? "what it depends on failed"))
    }
  }
}
