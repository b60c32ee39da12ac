import ContainerModel
import Planning
import SpecSamples
import Testing

@testable import Reconciling

/// Goes through plans with steps that fail at random.
@Suite("a plan whose steps fail")
struct ScheduleTests {
  private static let seeds: [UInt64] = Array(0..<400)

  private let error = OperationError(operation: "try", subject: "it", cause: "made to fail")

  /// How every step of `plan` ends; nil where the schedule comes to no end.
  private func outcomes(_ plan: Plan, _ random: inout SeededGenerator) -> [String: StepOutcome]? {
    var schedule = StepSchedule(plan.steps, concurrency: random.pick([1, 2, 8]))
    var underWay: [PlanStep] = []
    for _ in 0...(4 * plan.steps.count) {
      _ = schedule.takeSkipped()
      schedule.passOver()
      underWay += schedule.takeReady()
      guard
        let step = underWay.isEmpty
          ? nil : underWay.remove(at: random.oneIn(2) ? 0 : underWay.count - 1)
      else {
        guard schedule.isSettled else { continue }
        return Dictionary(
          schedule.outcomes.map { ($0.step.id, $0.outcome) },
          uniquingKeysWith: { first, _ in first })
      }
      schedule.finish(step, random.oneIn(6) ? .failed(error) : .succeeded)
    }
    return nil
  }

  /// How every step ends of a run that is asked to end at some time, and in which nothing fails by itself.
  private func interrupted(_ plan: Plan, _ random: inout SeededGenerator) -> [String: StepOutcome] {
    var schedule = StepSchedule(plan.steps, concurrency: random.pick([1, 2, 8]))
    var underWay: [PlanStep] = []
    var isOver = false
    while true {
      isOver = isOver || random.oneIn(plan.steps.count + 1)
      _ = schedule.takeSkipped()
      schedule.passOver()
      let owed = schedule.owed
      for step in schedule.takeReady() {
        if isOver, step.onFailureOf == nil, !owed.contains(step.id) {
          schedule.finish(step, .failed(error))
        } else {
          underWay.append(step)
        }
      }
      if !underWay.isEmpty {
        schedule.finish(underWay.remove(at: random.oneIn(2) ? 0 : underWay.count - 1), .succeeded)
      } else if schedule.isSettled {
        return Dictionary(
          schedule.outcomes.map { ($0.step.id, $0.outcome) },
          uniquingKeysWith: { first, _ in first })
      }
    }
  }

  /// A world in which the random generator goes on from its seed.
  private func wrong(_ look: (Plan, [String: StepOutcome]?) -> [String]) throws -> [String] {
    try Self.seeds.flatMap { seed in
      let world = try RandomWorld(seed: seed)
      let plan = makePlan(
        desired: world.desired, observed: world.machine.observed, basis: "sha256:0")
      var random = SeededGenerator(seed: seed)
      return look(plan, outcomes(plan, &random)).prefix(3).map { "seed \(seed): \($0)" }
    }
  }

  @Test("comes to its end, with an outcome for each step")
  func end() throws {
    let found = try wrong { plan, outcomes in
      guard let outcomes else { return ["no end"] }
      return plan.steps.filter { outcomes[$0.id] == .skipped(because: "a cycle") }.map {
        "\($0.id) waits for itself"
      }
    }
    #expect(found == [])
  }

  @Test("leaves nothing stopped without trying to bring it back")
  func wayBack() throws {
    var stopped = 0
    let found = try wrong { plan, outcomes in
      let outcomes = outcomes ?? [:]
      return plan.steps.filter { $0.onFailureOf != nil }.compactMap { step in
        let tried = (step.onFailureOf ?? []).compactMap { outcomes[$0] }
        let isBegun = tried.contains {
          if case .skipped = $0 { false } else { true }
        }
        let isWell = tried.allSatisfy(\.isSuccess)
        if isBegun, !isWell { stopped += 1 }
        let isDone = outcomes[step.id] == .succeeded || outcomes[step.id] == .failed(error)
        return isDone == (isBegun && !isWell) ? nil : "\(step.id) was \(isDone ? "" : "not ")done"
      }
    }
    #expect(found == [])
    #expect(stopped > 100)
  }

  @Test("leaves nothing stopped where it is asked to end")
  func interruption() throws {
    var (brought, left) = (0, 0)
    for seed in Self.seeds {
      let world = try RandomWorld(seed: seed)
      let plan = makePlan(
        desired: world.desired, observed: world.machine.observed, basis: "sha256:0")
      var random = SeededGenerator(seed: seed)
      let outcomes = interrupted(plan, &random)
      for stop in plan.steps where stop.action == .stop && outcomes[stop.id] == .succeeded {
        let ends = plan.steps.filter {
          $0.resource == stop.resource && [.start, .rollBack].contains($0.action)
        }
        guard !ends.isEmpty else { continue }
        brought += 1
        #expect(ends.contains { outcomes[$0.id] == .succeeded }, "seed \(seed): \(stop.id)")
      }
      left += outcomes.values.count { $0 == .failed(error) }
    }
    #expect(brought > 50 && left > 50, "\(brought) \(left)")
  }

  @Test("begins nothing disruptive behind what failed")
  func row() throws {
    let found = try wrong { plan, outcomes in
      let outcomes = outcomes ?? [:]
      return plan.steps.compactMap { step in
        guard let behind = step.behind, outcomes[step.id].map({ $0.isSuccess }) == true,
          behind.contains(where: { outcomes[$0] == .failed(error) })
        else { return nil }
        return "\(step.id) begun behind a failure"
      }
    }
    #expect(found == [])
  }
}
