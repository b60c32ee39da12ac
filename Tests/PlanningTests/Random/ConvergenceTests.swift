import ContainerModel
import Planning
import SpecSamples
import Testing

/// Carries plans out on a machine in memory, whole and cut off, and plans again.
@Suite("a plan that is carried out")
struct ConvergenceTests {
  private static let seeds: [UInt64] = Array(0..<200)

  private func plan(_ world: RandomWorld) -> Plan {
    makePlan(desired: world.desired, observed: world.machine.observed, basis: "sha256:0")
  }

  /// Does all of `plan`; returns what went wrong on the way or is still to be done.
  private func carryOut(_ plan: Plan, in world: inout RandomWorld) -> [String] {
    let before = world.machine.inits
    world.machine.tried = Self.tried(plan)
    for step in plan.steps { world.machine.perform(step, desired: world.desired) }
    let rest = self.plan(world)
    return world.machine.harm + disturbed(by: plan, before: before, world)
      + rest.steps.map { "still \($0.id)" }
      + rest.resources.filter { $0.change != .unchanged && $0.blocked == nil }
      .filter { _ in rest.refusals.isEmpty }
      .map { "\($0.name) still \($0.change) for \($0.changes.map(\.path))" }
  }

  private static func tried(_ plan: Plan) -> Set<String> {
    Set(plan.steps.filter { $0.onFailureOf != nil }.map(\.resource.name))
  }

  /// Containers whose init is another than before although the plan did not say so.
  private func disturbed(
    by plan: Plan, before: [ContainerName: Machine.Init], _ world: RandomWorld
  ) -> [String] {
    let replaced: Set<ChangeKind> = [.start, .restart, .recreate, .stop, .destroy, .create]
    let named = Set(
      plan.resources.filter { replaced.contains($0.change) && $0.blocked == nil }.map(\.name))
    return before.filter { name, alive in
      !(plan.refusals.isEmpty && named.contains(name.description))
        && world.machine.inits[name]?.serial != alive.serial
    }.map { "\($0.key) was disturbed" }
  }

  @Test("leaves nothing to do, harms nothing and disturbs nobody else")
  func whole() throws {
    var wrong: [String] = []
    for seed in Self.seeds {
      var world = try RandomWorld(seed: seed)
      wrong += carryOut(plan(world), in: &world).prefix(3).map { "seed \(seed): \($0)" }
    }
    #expect(wrong == [])
  }

  @Test(
    "mends what was applied before where the commit cannot be, without making or removing anything")
  func healing() throws {
    var wrong: [String] = []
    for seed in Self.seeds {
      var world = try RandomWorld(seed: seed)
      world.heal()
      let names = Set(world.machine.inventory.keys)
      let plan = plan(world)
      if !plan.refusals.isEmpty { wrong.append("seed \(seed): \(plan.refusals.map(\.message))") }
      wrong += carryOut(plan, in: &world).prefix(3).map { "seed \(seed): \($0)" }
      if Set(world.machine.inventory.keys) != names { wrong.append("seed \(seed): others") }
    }
    #expect(wrong == [])
  }

  @Test("can be cut off after any part of any step: the next run ends it")
  func crashes() throws {
    try crash { _ in }
  }

  @Test("can be cut off, and another commit can come before the next run")
  func crashesBeforeAnotherCommit() throws {
    try crash { try $0.askAnew() }
  }

  @Test("can be cut off, and the commit be taken back before the next run")
  func crashesBeforeReverts() throws {
    var wrong: [String] = []
    for seed in Self.seeds.prefix(20) {
      let world = try RandomWorld(seed: seed)
      let before = world.machine.inventory
      try cutOff(world) { cut, place in
        var cut = cut
        // What was new is asked for still: to take it back is to destroy it, which is another matter.
        for (name, entry) in before {
          cut.desired.containers[name] = DesiredContainer(
            spec: entry.spec, origin: SpecOrigin(path: "old.yaml", line: 1, column: 1))
        }
        for name in cut.machine.inventory.keys where before[name] == nil {
          cut.desired.containers[name] = world.desired.containers[name]
        }
        let plan = plan(cut)
        wrong += carryOut(plan, in: &cut).prefix(3).map { "seed \(seed), \(place): \($0)" }
      }
    }
    #expect(wrong == [])
  }

  private func crash(_ change: (inout RandomWorld) throws -> Void) throws {
    var wrong: [String] = []
    for seed in Self.seeds.prefix(20) {
      let world = try RandomWorld(seed: seed)
      let touched = Set(plan(world).steps.map(\.resource))
      try cutOff(world) { cut, place in
        var cut = cut
        try change(&cut)
        let next = plan(cut)
        wrong += carryOut(next, in: &cut).prefix(3).map { "seed \(seed), \(place): \($0)" }
        guard cut.desired == world.desired else { return }
        let strangers = next.steps.map(\.resource).filter { !touched.contains($0) }
        wrong += strangers.map { "seed \(seed), \(place): touches \($0.name) only now" }
      }
    }
    #expect(wrong == [])
  }

  /// The world after each part of each step of its plan.
  private func cutOff(_ world: RandomWorld, _ look: (RandomWorld, String) throws -> Void) throws {
    let steps = plan(world).steps
    var done = world
    done.machine.tried = Self.tried(plan(world))
    for step in steps {
      for parts in 1...Machine.parts(of: step.action) {
        var cut = done
        cut.machine.perform(step, desired: world.desired, parts: parts)
        try look(cut, "cut off after part \(parts) of \(step.id)")
      }
      done.machine.perform(step, desired: world.desired)
    }
  }
}
