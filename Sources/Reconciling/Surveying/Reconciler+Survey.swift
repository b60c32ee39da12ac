public import ContainerModel
import SpecLoading
import StatusJudging

extension Reconciler {
  /// Compares the machine with the commit that was accepted last, as the mirror has it, and asks each container how it does.
  ///
  /// Asks no server, takes no lock and writes nothing. Where that commit cannot be read, what was applied before stands in, and the
  /// status says why. Takes as long as the slowest probe, plus what a dry run takes.
  ///
  /// - Parameters:
  ///   - terms: how far a run here goes by itself.
  ///   - measure: over which time the use of processors is averaged.
  ///   - longestTry: how long a try of a container's health may take, where its spec allows it more; nil: as long as that says.
  public func survey(
    _ terms: RunTerms, measure: UsageMeasure = .overMoment, longestTry: TimeSpan? = nil
  ) async throws(OperationError) -> Survey {
    let accepted = services.inventory.accepted
    var options = AttemptOptions(
      repository: accepted?.repository ?? "", reference: accepted?.revision.reference ?? "",
      path: accepted?.path ?? "")
    options.noFetch = true
    options.dryRun = true
    options.maxChange = terms.maxChange
    options.allowDestroy = terms.allowDestroy
    options.holds = terms.holds
    options.isUnattended = terms.isUnattended
    let assessment = try await assess(options) { commit in
      // What the mirror may have of a commit that no run accepted is no measure.
      guard commit != nil else { return CommitContent(error: .noCommit) }
      return await readCommit(options, accepted: commit)
    }
    return await survey(of: assessment, measure: measure, longestTry: longestTry)
  }

  /// The same after a run that has just assessed the machine, without another look at it; nil where the run changed something, or
  /// looked at something else than all of the commit that was accepted.
  ///
  /// - Parameters:
  ///   - assessment: what the run found.
  ///   - result: what it made of that.
  ///   - options: what it was asked for.
  public func survey(
    after assessment: Assessment, _ result: ExecutionResult, options: AttemptOptions,
    measure: UsageMeasure, longestTry: TimeSpan?
  ) async -> Survey? {
    guard result.outcomes.isEmpty, options.only == nil, !assessment.isHealing,
      services.inventory.refused == nil,
      services.inventory.accepted?.revision.commit == assessment.revision?.commit
    else { return nil }
    return await survey(of: assessment, measure: measure, longestTry: longestTry)
  }

  private func survey(
    of assessment: Assessment, measure: UsageMeasure, longestTry: TimeSpan?
  ) async -> Survey {
    let accepted = services.inventory.accepted
    let refused = services.inventory.refused
    let proposal = assessment.proposal ?? assessment.effective
    let judge = StatusJudge(
      plan: proposal.plan, desired: proposal.desired, observed: proposal.observed)
    let comparison =
      accepted.map { "compared with \($0.revision.short)" } ?? "no commit was accepted here yet"
    let problems = [
      refused.map { "\($0.revision.short) was refused: \($0.reason); \(comparison)" },
      accepted == nil ? (refused == nil ? Self.nothingAccepted : nil) : assessment.problem,
    ]
    let (vitals, readings) = await vitals(judge, measure: measure, longestTry: longestTry)
    var status = judge.status(
      revision: RevisionStatus(
        attempted: refused?.revision ?? accepted?.revision, applied: services.inventory.applied),
      problems: problems.compactMap(\.self), vitals: vitals)
    status.paused = proposal.observed.bounds.holds.all
    return Survey(status: status, readings: readings)
  }

  private static let nothingAccepted = "no commit was accepted here yet, or which one was lost"
}

extension Assessment {
  /// Why something else than the commit is what the machine was compared with; nil where it was the commit.
  fileprivate var problem: String? {
    guard proposal == nil else { return nil }
    let comparison = "compared with what was applied before"
    if let sourceError { return "\(sourceError); \(comparison)" }
    guard let first = diagnostics.first else { return comparison }
    let place = "\(first.path):\(first.line):\(first.column)"
    return "the commit holds errors (\(place): \(first.message)); \(comparison)"
  }
}

extension OperationError {
  /// Told nobody: a status has words of its own for it.
  fileprivate static var noCommit: OperationError {
    OperationError(operation: "read", subject: "the last commit", cause: "there is none")
  }
}
