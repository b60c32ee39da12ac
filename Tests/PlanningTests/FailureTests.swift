import ContainerModel
import Planning
import Testing

@Suite("a spec that failed before")
struct FailureTests {
  private func name(_ text: String) throws -> ContainerName {
    try #require(ContainerName(text))
  }

  /// `web` failed with what is asked for, and is what it was before.
  private func failed() throws -> World {
    var world = try World("db", "other", "web")
    try world.edit("web") {
      $0.environment = ["A": "b"]
      $0.dependsOn = [try name("db")]
    }
    let web = try name("web")
    world.observed.failures[web] = FailedAttempt(
      spec: try #require(world.desired.containers[web]?.spec),
      dependencies: world.desired.dependencies(of: web),
      commit: world.desired.revision?.commit, reason: "its init ended")
    return world
  }

  @Test("is not tried again, and that is said")
  func blocked() throws {
    let world = try failed()
    #expect(world.stepIDs == [])
    #expect(try world.resource("web").change == .restart)
    #expect(try world.resource("web").blocked?.contains("its init ended") == true)
    #expect(world.plan.isBlocked)
  }

  @Test("is tried again with --retry, once it changes, and once one that it depends on does")
  func again() throws {
    var retried = try failed()
    retried.observed.bounds.retry = true
    #expect(try retried.resource("web").blocked == nil)
    var changed = try failed()
    try changed.edit("web") { $0.environment = ["A": "c"] }
    #expect(try changed.resource("web").blocked == nil)
    var moved = try failed()
    try moved.edit("db") { $0.description = "another" }
    #expect(try moved.resource("web").blocked == nil)
    #expect(try moved.resource("web").change == .restart)
  }

  @Test("holds back what its commit would interrupt, but not what another commit would")
  func restOfCommit() throws {
    var world = try failed()
    try world.edit("other") { $0.environment = ["A": "b"] }
    #expect(try world.resource("other").blocked?.contains("'web' failed") == true)
    try world.edit("other") {
      $0.environment = [:]; $0.resources.memory.limit = ByteCount("1GiB")
    }
    #expect(try world.resource("other").blocked == nil)
    try world.edit("other") { $0.environment = ["A": "b"] }
    world.desired.revision?.commit = String(repeating: "4", count: 40)
    #expect(try world.resource("other").blocked == nil)
  }

  @Test(
    "of one that does not run keeps back what depends on it, but not what only has to be started again"
  )
  func dependants() throws {
    var world = try failed()
    try world.edit("other") { $0.dependsOn = [try name("web")] }
    try world.edit("db") { $0.dependsOn = [try name("other")] }
    for text in ["web", "other"] {
      world.observed.inventory[try name(text)] = nil
      world.observed.containers[text] = nil
    }
    try world.edit("web") { $0.dependsOn = [] }
    world.observed.failures[try name("web")]?.spec.dependsOn = []
    world.observed.failures[try name("web")]?.dependencies = [:]
    #expect(try world.resource("other").blocked == "depends on 'web', which does not run")
    #expect(world.stepIDs == ["db/configure"])
    try world.edit("db") { $0.environment = ["A": "b"] }
    world.desired.revision?.commit = String(repeating: "4", count: 40)
    #expect(try world.resource("db").blocked == "depends on 'other', which does not run")
    let db = try name("db")
    world.observed.inventory[db]?.spec = try #require(world.desired.containers[db]?.spec)
    try world.see("db") {
      $0.run = .stopped
      $0.startedWith = nil
      $0.actual = [:]
    }
    #expect(world.stepIDs == ["db/configure", "db/start", "db/settle"])
  }

  @Test("leaves what somebody did by hand to be healed, to what was before")
  func drift() throws {
    var world = try failed()
    try world.see("web") {
      $0.run = .stopped
      $0.startedWith = nil
      $0.actual = [:]
    }
    let web = try world.resource("web")
    #expect(web.change == .start && web.cause == .drift && web.blocked == nil)
    #expect(web.heldBack?.contains("its init ended") == true)
    #expect(world.plan.isBlocked)
    #expect(world.stepIDs == ["web/configure", "web/start", "web/settle"])
  }

  @Test("is gone back from by the next run where the one that tried it was cut off")
  func cutOff() throws {
    var world = try failed()
    let web = try name("web")
    let before = try #require(world.observed.inventory[web])
    var entry = before
    entry.spec = try #require(world.desired.containers[web]?.spec)
    entry.trial = Trial(before: EarlierState(before))
    world.observed.inventory[web] = entry
    try world.see("web") { $0.startedWith = entry }
    let plan = try world.resource("web")
    #expect(plan.change == .restart && plan.heldBack != nil)
    #expect(world.stepIDs == ["web/configure", "web/stop", "web/start", "web/settle"])
    // One that is new is removed, whatever the guards say of what people remove.
    world.observed.inventory[web]?.trial = Trial(before: nil)
    world.observed.bounds.allowDestroy = 0
    world.observed.inventory[web]?.spec.protect = true
    world.observed.bounds.maxChange = .live
    #expect(world.plan.refusals == [])
    #expect(world.stepIDs == ["web/weigh", "web/stop", "web/destroy"])
    world.observed.bounds.only = [web]
    #expect(world.stepIDs == ["web/weigh", "web/stop", "web/destroy"])
    world.observed.bounds.only = []
    #expect(world.stepIDs == [])
  }

  @Test("is gone back from also where the run that did so was cut off before it ended what runs")
  func cutOffGoingBack() throws {
    var world = try failed()
    let before = try #require(world.observed.inventory[try name("web")])
    var started = before
    started.spec = try #require(world.desired.containers[try name("web")]?.spec)
    started.trial = Trial(before: EarlierState(before))
    try world.see("web") {
      $0.startedWith = started
      $0.config = .edited
    }
    let plan = try world.resource("web")
    #expect(plan.change == .restart && plan.heldBack != nil)
    #expect(world.stepIDs == ["web/configure", "web/stop", "web/start", "web/settle"])
    // Where it is tried again it has to prove itself, and is not taken for what was asked for since it runs already.
    world.observed.bounds.retry = true
    #expect(world.stepIDs == ["web/configure", "web/settle", "web/rollBack"])
    // One that had proved itself, by its entry, when the record of its start was still to be written.
    world.observed.bounds.retry = false
    world.observed.inventory[try name("web")]?.spec = started.spec
    #expect(world.stepIDs == ["web/configure"])
  }

  @Test("a change that nobody saw through is watched, and can still go back")
  func unproved() throws {
    var world = try World("web")
    let web = try name("web")
    let entry = try #require(world.observed.inventory[web])
    try world.edit("web") { $0.environment = ["A": "b"] }
    var tried = entry
    tried.spec = try #require(world.desired.containers[web]?.spec)
    tried.trial = Trial(before: EarlierState(entry))
    world.observed.inventory[web] = tried
    try world.see("web") { $0.startedWith = tried }
    #expect(world.stepIDs == ["web/configure", "web/settle", "web/rollBack"])
    #expect(
      world.plan.steps.last?.onFailureOf == ["web/configure", "web/settle"])
  }
}

@Suite("restarts that a commit asks for")
struct RestartRowTests {
  @Test("go one behind the other; what depends on one another is one group")
  func row() throws {
    var world = try World("a", "b", "c")
    for name in ["a", "b", "c"] { try world.edit(name) { $0.environment = ["A": "b"] } }
    #expect(behind("a", in: world) == [])
    #expect(behind("b", in: world) == ["a/configure", "a/stop", "a/start", "a/settle"])
    #expect(behind("c", in: world) == ["b/configure", "b/stop", "b/start", "b/settle"])
    try world.edit("a") { $0.dependsOn = [try #require(ContainerName("c"))] }
    let grouped = Dictionary(uniqueKeysWithValues: world.plan.steps.map { ($0.id, $0.after) })
    #expect(behind("b", in: world) == [])
    #expect(behind("c", in: world).last == "b/settle")
    #expect(behind("a", in: world).last == "b/settle")
    #expect(grouped["a/configure"] == ["c/configure"])
    #expect(grouped["c/stop"] == ["c/configure", "a/stop"])
    #expect(grouped["a/rollBack"] == ["c/rollBack"])
  }

  private func behind(_ name: String, in world: World) -> [String] {
    world.plan.steps.first { $0.id == "\(name)/configure" }?.behind ?? []
  }

  @Test("do not wait for drift, which is healed side by side")
  func drift() throws {
    var world = try World("a", "b")
    for name in ["a", "b"] { try world.see(name) { $0.run = .orphaned } }
    #expect(
      world.plan.steps.allSatisfy { step in step.after.allSatisfy { $0.first == step.id.first } })
  }

  @Test("do not wait for one another by way of one that is mended, above or below them")
  func mended() throws {
    for mended in [(below: true, name: "db"), (below: false, name: "web")] {
      var world = try World("a", "b", mended.name)
      let other = try #require(ContainerName(mended.name))
      for name in ["a", "b"] {
        try world.edit(name) { $0.environment = ["A": "b"] }
        let (upper, lower) = mended.below ? (name, mended.name) : (mended.name, name)
        let (above, below) = (
          try #require(ContainerName(upper)), try #require(ContainerName(lower))
        )
        try world.edit(upper) { $0.dependsOn.append(below) }
        world.observed.inventory[above]?.spec.dependsOn.append(below)
      }
      try world.see(other.description) { $0.run = .orphaned }
      var ended: Set<String> = []
      for step in world.plan.steps {
        #expect(step.after.allSatisfy(ended.contains), "\(step.id) before \(step.after)")
        ended.insert(step.id)
      }
      #expect(ended.isSuperset(of: ["a/settle", "b/settle", "\(other)/settle"]))
    }
  }

  @Test("wait for the last that starts, not for one that stays stopped")
  func stopped() throws {
    var world = try World("a", "b", "c")
    for name in ["a", "b", "c"] { try world.edit(name) { $0.rootfs.mode = .readOnly } }
    try world.edit("b") { $0.state = .stopped }
    world.observed.inventory[try #require(ContainerName("b"))]?.spec.state = .stopped
    try world.see("b") {
      $0.run = .stopped
      $0.startedWith = nil
      $0.actual = [:]
    }
    #expect(try world.resource("b").change == .recreate)
    #expect(behind("c", in: world).last == "a/settle")
  }
}
