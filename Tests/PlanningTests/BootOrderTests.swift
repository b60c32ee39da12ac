import ContainerModel
import Planning
import Testing

@Suite("containers that come up")
struct BootOrderTests {
  private func world(_ orders: [String: Int64]) throws -> World {
    var world = try World("a", "b", "c")
    for (name, order) in orders {
      try world.edit(name) { $0.boot.order = order }
      try restart(name, in: &world)
    }
    for name in ["a", "b", "c"] { stop(name, in: &world) }
    return world
  }

  /// Applies what is asked for.
  private func restart(_ name: String, in world: inout World) throws {
    let name = try #require(ContainerName(name))
    world.run(try #require(world.desired.containers[name]?.spec))
  }

  private func stop(_ name: String, in world: inout World) {
    world.observed.containers[name]?.run = .stopped
    world.observed.containers[name]?.startedWith = nil
  }

  private func starts(_ world: World) -> [String] {
    world.plan.steps.filter { $0.action == .start }.map(\.resource.name)
  }

  private func past(_ name: String, _ world: World) -> [String] {
    world.plan.steps.first { $0.id == "\(name)/start" }?.past ?? []
  }

  @Test("start by boot.order, each once those before it were started")
  func order() throws {
    let world = try world(["a": 5, "b": -1, "c": 5])
    #expect(starts(world) == ["b", "a", "c"])
    #expect(past("a", world) == ["b/start"] && past("c", world) == ["b/start"])
    #expect(past("b", world) == [])
  }

  @Test("all at once where they have the same order")
  func same() throws {
    let world = try world([:])
    #expect(starts(world) == ["a", "b", "c"])
    #expect(world.plan.steps.allSatisfy { $0.past == nil })
  }

  @Test("count as early as what depends on them")
  func dependencies() throws {
    var world = try world(["a": 0, "b": 9, "c": 5])
    let name = try #require(ContainerName("b"))
    try world.edit("a") { $0.dependsOn = [name] }
    try restart("a", in: &world)
    stop("a", in: &world)
    #expect(starts(world) == ["b", "a", "c"])
    #expect(past("c", world) == ["a/start", "b/start"])
    #expect(past("a", world) == [] && past("b", world) == [])
  }

  @Test("come up in another order where what they wait for otherwise says so")
  func contradiction() throws {
    var world = try World("a-down", "z-up")
    for name in ["app", "base"] {
      let name = try #require(ContainerName(name))
      world.desired.containers[name] = DesiredContainer(
        spec: try World.spec(name.description),
        origin: SpecOrigin(path: "\(name).yaml", line: 1, column: 1))
    }
    for (name, dependency) in [("a-down", "base"), ("app", "z-up")] {
      let dependency = try #require(ContainerName(dependency))
      try world.edit(name) { $0.dependsOn = [dependency] }
    }
    for name in ["a-down", "z-up"] { try world.edit(name) { $0.environment = ["A": "b"] } }
    try world.edit("base") { $0.boot.order = 1 }
    let steps = world.plan.steps
    let positions = Dictionary(uniqueKeysWithValues: steps.enumerated().map { ($1.id, $0) })
    for (index, step) in steps.enumerated() {
      for id in step.after + (step.behind ?? []) + (step.past ?? []) {
        #expect(try #require(positions[id]) < index, "\(step.id) waits for \(id)")
      }
    }
    #expect(past("base", world) == [])
  }

  @Test("wait for none that runs already")
  func running() throws {
    var world = try world(["a": 5, "b": -1])
    try world.see("b") { $0.run = .running }
    #expect(past("a", world).isEmpty == false || starts(world) == ["c", "a"])
    #expect(!world.stepIDs.contains("b/start"))
    #expect(past("a", world) == ["c/start"])
  }
}
