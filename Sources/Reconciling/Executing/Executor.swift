public import ContainerModel
import Failpoints
public import Planning

/// Carries out a plan, step by step, and decides nothing.
public struct Executor: Sendable {
  private let services: ExecutorServices
  private let limits: ExecutorLimits
  private let isInterrupted: @Sendable () -> Bool

  /// Makes an executor that works through `services` within `limits`, until `isInterrupted`.
  public init(
    services: ExecutorServices, limits: ExecutorLimits,
    isInterrupted: @escaping @Sendable () -> Bool
  ) {
    self.services = services
    self.limits = limits
    self.isInterrupted = isInterrupted
  }

  /// Writes the plan down and carries out every step that can be, side by side where they do not wait for one another.
  ///
  /// A step that fails keeps back only those that wait for it.
  /// - Parameter moved: containers that are not as the plan found them; their steps fail.
  /// - Throws: where the plan was made for another state of the machine than `basis`, is refused, or cannot be written down.
  public func carryOut(
    _ plan: Plan, desired: DesiredState, observed: ObservedState, basis: String,
    moved: Set<String> = []
  ) async throws(OperationError) -> ExecutionResult {
    guard plan.basis == basis, plan.refusals.isEmpty else {
      throw OperationError(
        operation: "apply", subject: "plan",
        cause: plan.refusals.isEmpty
          ? "the machine changed since it was made; run again" : "it was refused")
    }
    try await services.journal.record(.planned(plan))
    let deadline = ContinuousClock.now + limits.timeout.duration
    let runner = StepRunner(
      services: services, settle: limits.settle, deadline: deadline, plan: plan,
      desired: desired, observed: observed, moved: moved)
    var schedule = StepSchedule(plan.steps, concurrency: limits.concurrency)
    let unwritten = UnwrittenSteps()
    await withTaskGroup(of: (PlanStep, StepOutcome).self) { group in
      while true {
        for (step, cause) in schedule.takeSkipped() {
          await report(step, .skipped(because: cause), unwritten)
        }
        schedule.passOver()
        // Before: what is taken is no longer open.
        let owed = schedule.owed
        for step in schedule.takeReady() {
          // What was stopped is brought to its end, or back: nothing stays down because the clock ran out, or somebody's patience.
          let isOver = isInterrupted() || ContinuousClock.now >= deadline
          guard
            !isOver || step.onFailureOf != nil || owed.contains(step.id)
          else {
            let error = notBegun(step)
            await report(step, .failed(error), unwritten)
            schedule.finish(step, .failed(error))
            continue
          }
          group.addTask { (step, await perform(step, with: runner, unwritten)) }
        }
        guard let (step, outcome) = await group.next() else {
          if schedule.isSettled { break }
          continue
        }
        schedule.finish(step, outcome)
      }
    }
    // What was done stays done, and what waits for it goes on; but a run that could not write it down has not succeeded.
    return ExecutionResult(
      outcomes: schedule.outcomes.map { step, outcome in
        guard outcome.isSuccess, let error = unwritten[step.id] else { return (step, outcome) }
        return (step, .failed(error))
      })
  }

  private func notBegun(_ step: PlanStep) -> OperationError {
    OperationError(
      operation: step.action.rawValue, subject: step.resource.name,
      cause: isInterrupted()
        ? "the run was asked to end before it came to this"
        : "the run took longer than \(limits.timeout) (setting runTimeout)", isPassing: true)
  }

  private func perform(
    _ step: PlanStep, with runner: StepRunner, _ unwritten: UnwrittenSteps
  ) async -> StepOutcome {
    let clock = ContinuousClock()
    let start = clock.now
    do {
      try await services.journal.record(.stepStarted(step))
    } catch {
      // A step that cannot be written down is not done.
      return .failed(error)
    }
    failpoint("begin \(step.id)")
    var note: String?
    var outcome = StepOutcome.succeeded
    do {
      note = try await runner.run(step)
    } catch {
      outcome = .failed(error)
      runner.note(error, of: step)
    }
    let spent = start.duration(to: clock.now)
    await report(step, outcome, unwritten, note: note, spent: spent)
    failpoint("end \(step.id)")
    return outcome
  }

  private func report(
    _ step: PlanStep, _ outcome: StepOutcome,
    _ unwritten: UnwrittenSteps, note: String? = nil,
    spent: Duration = .zero
  ) async {
    do {
      try await services.journal.record(
        .stepFinished(step, milliseconds: spent.milliseconds, outcome: outcome, note: note))
    } catch {
      unwritten.add(step.id, error)
    }
  }
}

extension Duration {
  /// Whole milliseconds.
  var milliseconds: Int64 {
    components.seconds * 1000 + components.attoseconds / 1_000_000_000_000_000
  }
}
