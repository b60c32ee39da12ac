import ContainerModel
import Failpoints
import Planning

/// One attempt to make the machine match a commit.
public struct Reconciler: Sendable {
  let services: ExecutorServices
  private let limits: ExecutorLimits
  let host: HostConditions
  private let isInterrupted: @Sendable () -> Bool

  /// Makes a reconciler that works through `services`; once `isInterrupted`, no step begins but those that bring to its end, or back,
  /// what was stopped.
  public init(
    services: ExecutorServices, limits: ExecutorLimits, host: HostConditions,
    isInterrupted: @escaping @Sendable () -> Bool
  ) {
    self.services = services
    self.limits = limits
    self.host = host
    self.isInterrupted = isInterrupted
  }

  /// Reads the commit, looks at the machine, and plans. Changes nothing but the mirror, and that only without `dryRun`.
  public func assess(_ options: AttemptOptions) async throws(OperationError) -> Assessment {
    try await assess(options) { accepted in await readCommit(options, accepted: accepted) }
  }

  /// The same, with the content of the commit from `read`, which is given the commit that a new one must descend from.
  func assess(
    _ options: AttemptOptions, read: (Revision?) async -> CommitContent
  ) async throws(OperationError) -> Assessment {
    let accepted = services.inventory.accepted
    let isSameSource = accepted.map(options.isSame(as:)) ?? false
    let observer = Observer(services: services, host: host)
    // Neither waits for the other: a slow server costs no second look at the machine.
    async let sighting = result { () async throws(OperationError) in try await observer.look() }
    let commit = await read(isSameSource ? accepted?.revision : nil)
    var seen = try await sighting.get()
    if seen.isOld { seen = try await observer.look() }
    let isFirst = accepted == nil && seen.content.entries.isEmpty
    var bounds = PlanBounds(
      allowDestroy: options.allowDestroy, only: options.only,
      sourceChanged: !isSameSource && !isFirst, maxChange: options.maxChange)
    bounds.retry = options.retry
    bounds.isUnattended = options.isUnattended
    bounds.holds = options.holds
    var observed = try await observer.state(seen, for: commit.desired, bounds: bounds)
    var proposal: Proposal?
    if let desired = commit.desired {
      let made = try await Proposal(desired: desired, observed: observed)
      if made.plan.refusals.isEmpty {
        return Assessment(commit, proposal: made, effective: made, seen: seen.runtime)
      }
      proposal = made
    }
    observed.bounds.isHealing = true
    let healing = try await Proposal(desired: Self.applied(observed), observed: observed)
    return Assessment(
      commit, proposal: proposal, effective: healing, seen: seen.runtime)
  }

  /// Carries out what was assessed. Writes nothing where there is nothing to do.
  public func apply(_ assessment: Assessment, options: AttemptOptions) async throws(OperationError)
    -> ExecutionResult
  {
    let clock = ContinuousClock()
    let start = clock.now
    let proposal = assessment.effective
    // Before anything is written, and so that a plan that is no longer true leaves not even that behind.
    let glance = proposal.plan.isEmpty ? nil : try await secondLook(assessment)
    try services.inventory.mend()
    finishRecords(assessment)
    // A part of a changed repository is no reason to follow it: what it lacks would be pruned without a question.
    let follows =
      options.only == nil || services.inventory.accepted.map(options.isSame(as:)) ?? true
    var source: AcceptedSource?
    if !assessment.isHealing, follows, let revision = assessment.revision {
      try forgetFailures(but: proposal.desired, at: revision)
      source = AcceptedSource(
        repository: options.repository, path: options.path, revision: revision)
    }
    // What flags of a run by hand made of it says nothing of the commit.
    if options.only == nil, services.inventory.accepted.map(options.isSame(as:)) ?? true,
      let refused = assessment.refused
    {
      try services.inventory.refuse(refused)
    }
    let newcomers = proposal.plan.newcomers
    if source != nil || !newcomers.isEmpty {
      try services.inventory.accept(source, newcomers: newcomers)
    }
    failpoint("accepted")
    var result = ExecutionResult(outcomes: [])
    if let glance {
      let executor = Executor(services: services, limits: limits, isInterrupted: isInterrupted)
      result = try await executor.carryOut(
        proposal.plan, desired: proposal.desired, observed: proposal.observed,
        basis: glance.basis, moved: glance.moved)
      failpoint("carried out")
      try services.inventory.flush()
      failpoint("flushed")
      if result.changed { try await clearAway(after: proposal) }
      failpoint("cleared away")
      try await services.journal.record(
        .finished(
          milliseconds: start.duration(to: clock.now).milliseconds,
          failures: result.failures.count, changed: result.changed))
    }
    if result.succeeded, !assessment.isHealing, !proposal.plan.isBlocked,
      !proposal.plan.isWaiting, options.only == nil,
      let revision = assessment.revision
    {
      try services.inventory.recordApplied(revision)
    }
    return result
  }

  /// What is known of the inits that run must not wait until something else is to be done with their containers. What cannot be written
  /// now is behind for the next run as well.
  private func finishRecords(_ assessment: Assessment) {
    for (name, identity) in assessment.recordsBehind {
      guard let name = ContainerName(name) else { continue }
      try? services.runtime.finishRecord(of: name, identity: identity)
    }
  }

  /// With another commit, what containers failed with that it does not ask for any more.
  private func forgetFailures(
    but desired: DesiredState, at revision: Revision
  ) throws(OperationError) {
    guard services.inventory.accepted?.revision.commit != revision.commit else { return }
    for name in services.inventory.failures.keys where desired.containers[name] == nil {
      try services.inventory.forget(name)
    }
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

  func readCommit(_ options: AttemptOptions, accepted: Revision?) async -> CommitContent {
    do throws(OperationError) {
      let tree = try await services.source.read(
        SourceRequest(
          reference: options.reference, path: options.path, accepted: accepted?.commit,
          acceptedReference: accepted?.reference, allowRewind: options.allowRewind,
          noFetch: options.noFetch, dryRun: options.dryRun))
      return await CommitContent(tree, options: options)
    } catch {
      return CommitContent(error: error)
    }
  }

  /// What was applied before, as something to go back to: mends drift, and makes or removes nothing.
  private static func applied(_ observed: ObservedState) -> DesiredState {
    DesiredState(
      revision: nil,
      containers: observed.inventory.values.filter { $0.isGoing != true }.map { entry in
        // Where the run that tried it was cut off on the way back, what it was before.
        let hasFailed = observed.failures[entry.spec.name]?.spec == entry.spec
        let spec = hasFailed ? entry.trial?.before?.spec ?? entry.spec : entry.spec
        return DesiredContainer(
          spec: spec, origin: SpecOrigin(path: "\(spec.name)", line: 1, column: 1))
      })
  }

  /// Housekeeping: nothing that a later run would miss, so a failure is written down and fails nothing.
  ///
  /// What was in use before this run stays until a later one: it is what there is to go back to.
  private func clearAway(after proposal: Proposal) async throws(OperationError) {
    let observed = proposal.observed
    let entries =
      Array(observed.inventory.values) + observed.containers.values.compactMap(\.startedWith)
    let inUse =
      entries.map { ($0.spec, $0.mapping) }
      + entries.compactMap { $0.trial?.before }.map { ($0.spec, $0.mapping) }
      + proposal.desired.containers.map { name, container in
        let before = observed.inventory[name]
        return (
          container.spec, container.spec.mapping(previous: before, host: observed.host.idRange)
        )
      }
    let unused = try await services.images.unused(
      images: Set(inUse.compactMap { spec, mapping in spec.imageKey(mapping: mapping) }),
      folders: Set(
        inUse.flatMap { spec, mapping in
          spec.folders(mapping: mapping).map(\.key.description)
        }))
    for name in unused {
      try await clear(name) { () async throws(OperationError) in
        try await services.images.remove(unused: name)
      }
    }
    for name in try await services.data.expired() {
      try await clear(name) { () async throws(OperationError) in
        try await services.data.remove(atticEntry: name)
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
    failpoint("begin \(step.id)")
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
    failpoint("end \(step.id)")
  }
}

extension Plan {
  /// The containers that it would remove again if they failed.
  fileprivate var newcomers: Set<ContainerName> {
    Set(steps.filter { $0.action == .withdraw }.compactMap { ContainerName($0.resource.name) })
  }
}
