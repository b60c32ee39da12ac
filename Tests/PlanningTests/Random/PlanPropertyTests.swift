import ContainerModel
import Planning
import SpecSamples
import Testing

@Suite("any plan")
struct PlanPropertyTests {
  /// Each case looks at many worlds; which one went wrong is said by its seed.
  private static let seeds: [UInt64] = Array(0..<200)

  private func plan(_ world: RandomWorld) -> Plan {
    makePlan(desired: world.desired, observed: world.machine.observed, basis: "sha256:0")
  }

  /// The seeds for which `isWrong` finds something, with what it finds.
  private func wrong(_ look: (RandomWorld) throws -> [String]) throws -> [String] {
    try Self.seeds.flatMap { seed in
      try look(RandomWorld(seed: seed)).prefix(3).map { "seed \(seed): \($0)" }
    }
  }

  @Test("is made in most worlds, and not only refused")
  func coverage() throws {
    var kinds: [ChangeKind: Int] = [:]
    var actions: Set<StepAction> = []
    var refused = 0
    for seed in Self.seeds {
      let plan = plan(try RandomWorld(seed: seed))
      refused += plan.refusals.isEmpty ? 0 : 1
      for resource in plan.resources { kinds[resource.change, default: 0] += 1 }
      actions.formUnion(plan.steps.map(\.action))
    }
    #expect(refused < Self.seeds.count / 2)
    for kind in ChangeKind.allCases { #expect(kinds[kind, default: 0] > 10, "\(kind)") }
    #expect(Set(StepAction.allCases).subtracting(actions) == [.clearAway])
  }

  @Test("is the same for the same world, however that was put together")
  func determinism() throws {
    let found = try wrong { world in
      var other = world
      other.desired.containers = Dictionary(
        uniqueKeysWithValues: world.desired.containers.shuffled())
      other.machine.inventory = Dictionary(
        uniqueKeysWithValues: world.machine.inventory.shuffled())
      return plan(other) == plan(world) ? [] : ["differs"]
    }
    #expect(found == [])
  }

  @Test("is the same whether its containers are judged one by one or all at once")
  func parts() throws {
    let found = try wrong { world in
      let (desired, observed) = (world.desired, world.machine.observed)
      let names = concernedNames(desired, observed)
      let parts = names.indices.map {
        Judgement(of: names[$0...$0], desired: desired, observed: observed)
      }
      let joined = makePlan(
        of: Judgement(joining: parts), desired: desired, observed: observed, basis: "sha256:0")
      return joined == plan(world) ? [] : ["differs"]
    }
    #expect(found == [])
  }

  @Test("has steps with names of their own, each behind all that it waits for")
  func order() throws {
    let found = try wrong { world in
      var seen: Set<String> = []
      return plan(world).steps.flatMap { step in
        let early = step.after.filter { !seen.contains($0) }.map { "\(step.id) before \($0)" }
        return early + (seen.insert(step.id).inserted ? [] : ["\(step.id) twice"])
      }
    }
    #expect(found == [])
  }

  @Test(
    "does nothing to what is blocked, suspended, silent, damaged, foreign or left out by --only")
  func restraint() throws {
    let found = try wrong { world in
      let plan = plan(world)
      let touched = Dictionary(
        grouping: plan.steps.filter { $0.resource.kind == .container }, by: \.resource.name)
      return plan.resources.flatMap { resource -> [String] in
        guard let steps = touched[resource.name], let name = ContainerName(resource.name) else {
          return []
        }
        var wrong: [String] = []
        let isOnlyAsked =
          steps.map(\.action) == [.settle] && world.machine.inventory[name] != nil
          && world.machine.damaged[name] == nil
        if isOnlyAsked { return [] }
        if resource.blocked != nil || resource.change == .unchanged { wrong.append("blocked") }
        if world.desired.containers[name]?.spec.suspend == true, steps.map(\.action) != [.record] {
          wrong.append("suspended")
        }
        let isSilent = world.machine.silent.contains(name)
        if isSilent, steps.map(\.action) != [.record] { wrong.append("silent") }
        if world.machine.damaged[name] != nil { wrong.append("damaged") }
        if world.machine.bounds.only?.contains(name) == false { wrong.append("left out") }
        if world.machine.inventory[name] == nil,
          world.machine.configs[name] != nil || world.machine.inits[name] != nil
        {
          wrong.append("foreign")
        }
        return wrong.map { "\(resource.name) is \($0) and has \(steps.map(\.id))" }
      }
    }
    #expect(found == [])
  }

  @Test("stops before it starts, and destroys only what is ours, within the guards")
  func safety() throws {
    let found = try wrong { world in
      let plan = plan(world)
      let ids = Set(plan.steps.map(\.id))
      var wrong: [String] = []
      for step in plan.steps where step.action == .start {
        let name = try parsed(step.resource.name, as: ContainerName.self)
        if world.machine.inits[name] != nil, !ids.contains("\(name)/stop") {
          wrong.append("\(step.id) beside a live init")
        }
      }
      let doomed = plan.steps.filter { $0.action == .destroy }.map(\.resource.name)
      for name in doomed {
        let name = try parsed(name, as: ContainerName.self)
        if world.machine.inventory[name] == nil { wrong.append("\(name) is not ours") }
        if world.machine.inventory[name]?.spec.protect == true {
          wrong.append("\(name) protected")
        }
        if world.desired.containers[name] != nil { wrong.append("\(name) is asked for") }
      }
      if doomed.count > allowed(world) { wrong.append("destroys \(doomed)") }
      return wrong
    }
    #expect(found == [])
  }

  /// By the words of the contract, not by those of the planner.
  private func allowed(_ world: RandomWorld) -> Int {
    let bounds = world.machine.bounds
    let all = world.machine.inventory.count + world.machine.damaged.count
    if bounds.only != nil || bounds.maxChange < .destroy { return 0 }
    if let most = bounds.allowDestroy { return Int(most) }
    return bounds.sourceChanged || all == 1 ? 0 : max(1, all / 4)
  }

  @Test("gives reasons for every change, and changes that are changes")
  func changes() throws {
    let found = try wrong { world in
      plan(world).resources.flatMap { resource in
        var wrong: [String] = []
        let isChange = resource.change != .unchanged
        if isChange != (resource.cause != nil) { wrong.append("cause") }
        if isChange, resource.change != .destroy, resource.changes.isEmpty {
          wrong.append("nothing")
        }
        for change in resource.changes
        where change.before == change.after && change.before != FieldChange.masked {
          wrong.append("\(change.path) stays \(change.before ?? "")")
        }
        return wrong.map { "\(resource.name): \($0)" }
      }
    }
    #expect(found == [])
  }
}
