public import ContainerModel
import Planning
import SpecLoading

/// One attempt to make the machine match a commit.
public struct Reconciler: Sendable {
  private let services: ExecutorServices
  private let limits: ExecutorLimits
  private let host: HostConditions
  private let atticRetention: TimeSpan

  /// Makes a reconciler that works through `services`.
  public init(
    services: ExecutorServices, limits: ExecutorLimits, host: HostConditions,
    atticRetention: TimeSpan
  ) {
    self.services = services
    self.limits = limits
    self.host = host
    self.atticRetention = atticRetention
  }

  /// Reads the commit, looks at the machine, and plans. Changes nothing but the mirror, and that only without `dryRun`.
  public func assess(_ options: AttemptOptions) async throws(OperationError) -> Assessment {
    let accepted = services.inventory.accepted
    let isSameSource =
      accepted?.repository == options.repository && accepted?.path == options.path
    let observer = Observer(services: services, host: host)
    // Neither waits for the other: a slow server costs no second look at the machine.
    async let sighting = result { () async throws(OperationError) in try await observer.look() }
    var assessment = try await readCommit(
      options, accepted: isSameSource ? accepted?.revision.commit : nil)
    var observed = try observer.state(
      await sighting.get(), for: assessment.proposal?.desired, bounds: PlanBounds())
    let isFirst = accepted == nil && observed.inventory.isEmpty
    observed.bounds = PlanBounds(
      allowDestroy: options.allowDestroy, only: options.only,
      sourceChanged: !isSameSource && !isFirst, maxChange: options.maxChange)
    if let proposal = assessment.proposal {
      assessment.proposal = try Proposal(desired: proposal.desired, observed: observed)
    }
    if let proposal = assessment.proposal, proposal.plan.refusals.isEmpty {
      assessment.effective = proposal
    } else {
      observed.bounds.isHealing = true
      assessment.effective = try Proposal(desired: Self.applied(observed), observed: observed)
    }
    return assessment
  }

  /// Carries out what was assessed. Writes nothing where there is nothing to do.
  public func apply(_ assessment: Assessment, options: AttemptOptions) async throws(OperationError)
    -> ExecutionResult
  {
    let clock = ContinuousClock()
    let start = clock.now
    let proposal = assessment.effective
    try services.inventory.mend()
    if !assessment.isHealing, let revision = assessment.revision {
      try services.inventory.accept(
        AcceptedSource(repository: options.repository, path: options.path, revision: revision))
    }
    var result = ExecutionResult(outcomes: [])
    if !proposal.plan.isEmpty {
      try await services.journal.record(.planned(proposal.plan))
      result = try await Executor(services: services, limits: limits).carryOut(
        proposal.plan, desired: proposal.desired, observed: proposal.observed,
        basis: try basis(of: proposal.desired, proposal.observed))
      try services.inventory.flush()
      if result.changed { try await clearAway(observed: proposal.observed) }
      try await services.journal.record(
        .finished(
          milliseconds: start.duration(to: clock.now).milliseconds,
          failures: result.failures.count, changed: result.changed))
    }
    if result.succeeded, !assessment.isHealing, !proposal.plan.isBlocked, options.only == nil,
      let revision = assessment.revision
    {
      try services.inventory.recordApplied(revision)
    }
    return result
  }

  /// `async let` knows no typed throws.
  private func result<Value: Sendable>(
    _ body: @Sendable () async throws(OperationError) -> Value
  ) async -> Result<Value, OperationError> {
    do throws(OperationError) {
      return .success(try await body())
    } catch {
      return .failure(error)
    }
  }

  private func readCommit(_ options: AttemptOptions, accepted: String?)
    async throws(OperationError) -> Assessment
  {
    let nothing = DesiredState(revision: nil, containers: [])
    let nowhere = ObservedState(
      host: HostFacts(idRange: nil, supportedLimits: [], cgroupLayout: "", bridges: []))
    let unplanned = try Proposal(desired: nothing, observed: nowhere)
    var assessment = Assessment(diagnostics: [], files: [], effective: unplanned)
    let tree: SourceTree
    do throws(OperationError) {
      tree = try await services.source.read(
        SourceRequest(
          reference: options.reference, path: options.path, accepted: accepted,
          allowRewind: options.allowRewind, noFetch: options.noFetch, dryRun: options.dryRun))
    } catch {
      assessment.sourceError = error
      return assessment
    }
    assessment.revision = tree.revision
    assessment.stale = tree.stale
    assessment.files = tree.files
    let loaded = loadSpecs(
      assessment.specFiles, folders: tree.folders.mapValues { Optional($0) })
    assessment.diagnostics = loaded.diagnostics
    if let containers = loaded.containers {
      guard !containers.isEmpty else {
        assessment.sourceError = OperationError(
          operation: "read", subject: options.repository,
          cause:
            "commit \(tree.revision.short) holds no spec below '\(options.path)'; an emptied repository is taken for a mistake. To stop managing containers, run `turris-apply release`"
        )
        return assessment
      }
      assessment.proposal = try Proposal(
        desired: DesiredState(revision: tree.revision, containers: containers), observed: nowhere)
    }
    return assessment
  }

  /// What was applied before, as something to go back to: mends drift, and makes or removes nothing.
  private static func applied(_ observed: ObservedState) -> DesiredState {
    DesiredState(
      revision: nil,
      containers: observed.inventory.values.map {
        DesiredContainer(
          spec: $0.spec, origin: SpecOrigin(path: "\($0.spec.name)", line: 1, column: 1))
      })
  }

  /// Housekeeping: nothing that a later run would miss, so a failure is written down and fails nothing.
  private func clearAway(observed: ObservedState) async throws(OperationError) {
    let inUse =
      Array(try services.inventory.content().entries.values)
      + observed.containers.values.compactMap(\.startedWith)
    let unused = try await services.images.unused(
      images: Set(inUse.compactMap(\.imageKey)),
      folders: Set(
        inUse.flatMap { entry in
          entry.spec.folders(mapping: entry.mapping).map(\.key.description)
        }))
    for name in unused {
      try await clear(name) { () async throws(OperationError) in
        try await services.images.remove(unused: name)
      }
    }
    for name in try await services.data.expired(retention: atticRetention) {
      try await clear(name) { () async throws(OperationError) in
        try await services.data.remove(expired: name)
      }
    }
  }

  private func clear(
    _ name: String, _ removal: () async throws(OperationError) -> Void
  ) async throws(OperationError) {
    let step = PlanStep(.clearAway, of: ResourceReference(kind: .leftover, name: name))
    let clock = ContinuousClock()
    let start = clock.now
    try await services.journal.record(.stepStarted(step))
    var outcome = StepOutcome.succeeded
    do throws(OperationError) {
      try await removal()
    } catch {
      outcome = .failed(error)
    }
    try await services.journal.record(
      .stepFinished(
        step, milliseconds: start.duration(to: clock.now).milliseconds, outcome: outcome,
        note: "cleared away"))
  }
}
