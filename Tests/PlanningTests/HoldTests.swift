import ContainerModel
import Planning
import Testing

@Suite("what is left as it is for now")
struct HoldTests {
  /// `dns` is to have more memory, `web` another environment, and `nas` was stopped by hand.
  private func world(_ holds: Holds) throws -> World {
    var world = try World("dns", "nas", "web")
    try world.edit("dns") { $0.resources.memory.limit = ByteCount("128MiB") }
    try world.edit("web") { $0.environment = ["A": "b"] }
    try world.see("nas") {
      $0.run = .stopped
      $0.startedWith = nil
      $0.ended = .signal(9)
    }
    world.observed.bounds.holds = holds
    return world
  }

  @Test("is everything while the machine is paused, with the reason")
  func all() throws {
    let world = try world(Holds(all: "guests"))
    #expect(world.stepIDs == [])
    for name in ["dns", "nas", "web"] {
      #expect(try world.resource(name).waits == "paused: guests")
    }
    #expect(world.plan.isWaiting && !world.plan.isBlocked)
  }

  @Test("is one container where only that is paused")
  func one() throws {
    let world = try world(Holds(containers: ["web": "guests"]))
    #expect(try world.resource("web").waits == "paused: guests")
    #expect(try world.resource("web").change == .restart)
    #expect(Set(world.plan.steps.map(\.resource.name)) == ["dns", "nas"])
  }

  @Test("is not what only comes up after a boot")
  func boot() throws {
    var world = try world(Holds(all: "guests"))
    try world.see("nas") { $0.ended = nil }
    #expect(Set(world.plan.steps.map(\.resource.name)) == ["nas"])
  }

  @Test("is what the commit asks for outside of a window, while drift is healed")
  func commit() throws {
    var world = try world(Holds(commit: "sat"))
    let orphan = try World.spec("old")
    world.run(orphan)
    world.desired.containers[try #require(ContainerName("new"))] = DesiredContainer(
      spec: try World.spec("new"), origin: SpecOrigin(path: "new.yaml", line: 1, column: 1))
    #expect(Set(world.plan.steps.map(\.resource.name)) == ["nas"])
    for name in ["dns", "new", "old", "web"] { #expect(try world.resource(name).waits == "sat") }
    #expect(try world.resource("nas").waits == nil)
  }

  @Test("is a change, but not the container: one that has ended comes up with what it had")
  func mended() throws {
    var world = try world(Holds(commit: "sat"))
    try world.see("web") {
      $0.run = .stopped
      $0.startedWith = nil
      $0.ended = .status(1)
    }
    let web = try world.resource("web")
    #expect(web.change == .start && web.waits == "sat" && web.heldBack == nil)
    #expect(world.stepIDs.contains("web/start"))
    #expect(!world.stepIDs.contains("web/rollBack"))
  }

  @Test("is a removal, but not the container that waits for it")
  func removedLater() throws {
    var world = try world(Holds(commit: "sat"))
    try world.remove("nas")
    #expect(Set(world.plan.steps.map(\.resource.name)) == ["nas"])
    #expect(world.stepIDs.contains("nas/start"))
    #expect(try world.resource("nas").waits == "sat")
    // The guards count it all the same.
    world.observed.bounds.sourceChanged = true
    #expect(!world.plan.refusals.isEmpty)
  }

  @Test("is the way back, too, of one that is paused")
  func wayBack() throws {
    var world = try World("web")
    let name = try #require(ContainerName("web"))
    try world.edit("web") { $0.environment = ["A": "b"] }
    world.observed.failures[name] = FailedAttempt(
      spec: try #require(world.desired.containers[name]?.spec), dependencies: [:],
      commit: world.desired.revision?.commit, reason: "it failed")
    try world.see("web") {
      $0.run = .stopped
      $0.startedWith = nil
      $0.ended = .signal(9)
    }
    #expect(world.stepIDs.contains("web/start"))
    world.observed.bounds.holds.all = "disk work"
    #expect(world.stepIDs == [])
  }

  @Test("is what depends on one that gets another address")
  func dependants() throws {
    var world = try World("app", "dep")
    let dependency = try #require(ContainerName("dep"))
    try world.edit("app") { $0.dependsOn = [dependency] }
    let name = try #require(ContainerName("app"))
    world.run(try #require(world.desired.containers[name]?.spec))
    try world.edit("dep") { $0.networks[0].mac = MACAddress("02:00:5e:10:00:02") }
    world.run(try #require(world.desired.containers[dependency]?.spec))
    try world.edit("dep") { $0.networks[0].mac = MACAddress("02:00:5e:10:00:01") }
    #expect(world.stepIDs.contains("app/start"))
    world.observed.bounds.holds.containers = ["app": "busy"]
    #expect(!world.stepIDs.contains("app/start"))
    #expect(world.stepIDs.contains("dep/start"))
  }

  @Test("is not what an earlier run had begun")
  func begun() throws {
    var world = try world(Holds(commit: "sat"))
    let name = try #require(ContainerName("web"))
    let before = try #require(world.observed.inventory[name])
    world.observed.inventory[name]?.spec.environment = ["A": "b"]
    world.observed.inventory[name]?.trial = Trial(before: EarlierState(before))
    #expect(world.stepIDs.contains("web/start"))
    #expect(try world.resource("web").waits == nil)
  }
}
