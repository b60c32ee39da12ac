import ContainerModel
import Planning
import Testing

@Suite("a container whose init ended by itself")
struct EndedTests {
  private func world(_ policy: RestartPolicy, _ end: InitEnd?) throws -> World {
    var world = try World("job", "web")
    try world.edit("job") { $0.restart = policy }
    let name = try #require(ContainerName("job"))
    let spec = try #require(world.desired.containers[name]?.spec)
    world.run(spec)
    try world.see("job") {
      $0.run = .stopped
      $0.startedWith = nil
      $0.actual = [:]
      $0.ended = end
    }
    return world
  }

  @Test(
    "is started again as its policy says",
    arguments: [
      (RestartPolicy.always, InitEnd.clean, true), (.always, .status(3), true),
      (.onFailure, .clean, false), (.onFailure, .status(3), true), (.onFailure, .signal(9), true),
      (.onFailure, .unseen, true), (.never, .clean, false), (.never, .status(3), false),
      (.never, .unseen, false),
    ])
  func policies(_ policy: RestartPolicy, _ end: InitEnd, starts: Bool) throws {
    let world = try world(policy, end)
    let resource = try world.resource("job")
    #expect(resource.change == (starts ? .start : .unchanged))
    #expect(resource.reason.contains("\(end)"))
    #expect(world.stepIDs.contains("job/start") == starts)
    #expect(!world.plan.isBlocked && !world.plan.isWaiting)
  }

  @Test("comes up after a boot, whatever its policy", arguments: RestartPolicy.allCases)
  func boot(_ policy: RestartPolicy) throws {
    #expect(try world(policy, nil).stepIDs.contains("job/start"))
  }

  @Test("is left so by a live change, and starts with another spec or with --retry")
  func changes() throws {
    var world = try world(.never, .clean)
    try world.edit("job") { $0.resources.memory.limit = ByteCount("1GiB") }
    #expect(world.stepIDs == ["job/configure"])
    #expect(try world.resource("job").change == .live)
    try world.edit("job") { $0.environment = ["A": "b"] }
    #expect(try world.resource("job").change == .start)
    #expect(world.stepIDs.contains("job/start"))
    var retried = try self.world(.never, .clean)
    retried.observed.bounds.retry = true
    #expect(retried.stepIDs.contains("job/start"))
  }

  @Test("starts again where its spec said in between that it should not run")
  func stoppedMeanwhile() throws {
    var world = try world(.never, .clean)
    let name = try #require(ContainerName("job"))
    world.observed.inventory[name]?.spec.state = .stopped
    #expect(world.stepIDs.contains("job/start"))
  }

  @Test("waits for its pause also on the way back to what it was")
  func pauseOfEarlier() throws {
    var world = try world(.always, .status(1))
    let name = try #require(ContainerName("job"))
    try world.edit("job") { $0.environment = ["A": "b"] }
    world.observed.failures[name] = FailedAttempt(
      spec: try #require(world.desired.containers[name]?.spec), dependencies: [:],
      commit: world.desired.revision?.commit, reason: "it failed")
    #expect(world.stepIDs.contains("job/start"))
    try world.see("job") { $0.isPausing = true }
    #expect(world.stepIDs == [])
    #expect(try world.resource("job").waits != nil)
  }

  @Test("while it is on trial is started again: its spec has not proved itself")
  func trial() throws {
    var world = try world(.never, .clean)
    let name = try #require(ContainerName("job"))
    world.observed.inventory[name]?.trial = Trial(before: nil)
    #expect(world.stepIDs.contains("job/start"))
  }

  @Test("again and again waits, which is no failure")
  func pause() throws {
    var world = try world(.always, .status(1))
    try world.see("job") { $0.isPausing = true }
    #expect(world.stepIDs == [])
    #expect(world.plan.isWaiting && !world.plan.isBlocked && world.plan.hasPendingChanges)
    #expect(try world.resource("job").waits?.contains("status 1 again and again") == true)
    // What depends on it and is new has to have it running.
    let name = try #require(ContainerName("job"))
    try world.edit("web") {
      $0.dependsOn = [name]
      $0.environment = ["A": "b"]
    }
    #expect(try world.resource("web").blocked == "depends on 'job', which does not run")
  }
}
