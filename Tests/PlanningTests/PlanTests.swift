import ContainerModel
import Planning
import Testing

@Suite("a plan")
struct PlanTests {
  @Test("is empty where the machine matches the commit, and lists every container")
  func nothingToDo() throws {
    let world = try World("dns", "web")
    #expect(world.plan.isEmpty)
    #expect(world.plan.resources.map(\.name) == ["dns", "web"])
    #expect(world.plan.summary[.unchanged] == 2)
    #expect(!world.plan.hasPendingChanges)
  }

  @Test("makes what is new: prepared first, then configured, started and watched")
  func creation() throws {
    var world = try World("dns")
    world.observed.inventory = [:]
    world.observed.containers = [:]
    world.observed.images = []
    let key = "\(World.digest)-u100000-65536"
    #expect(
      world.stepIDs == [
        "\(key)/unpack", "dns/configure", "dns/start", "dns/settle", "dns/withdraw",
      ])
    #expect(try world.resource("dns").change == .create)
  }

  @Test("unpacks an image once for all that share it")
  func sharedImage() throws {
    var world = try World("dns", "web")
    world.observed.inventory = [:]
    world.observed.containers = [:]
    world.observed.images = []
    #expect(world.stepIDs.filter { $0.hasSuffix("/unpack") }.count == 1)
  }

  @Test("changes a limit while the container runs")
  func liveLimit() throws {
    var world = try World("dns", "web")
    try world.edit("dns") { $0.resources.memory.limit = ByteCount("128MiB") }
    #expect(world.stepIDs == ["dns/configure", "dns/setResources"])
    let dns = try world.resource("dns")
    #expect(dns.change == .live)
    #expect(dns.cause == .spec)
    #expect(
      dns.changes == [
        FieldChange(path: "resources.memory.limit", before: "64MiB", after: "128MiB")
      ])
  }

  @Test("says that a value was changed by hand, and leads back")
  func limitDrift() throws {
    var world = try World("dns")
    try world.see("dns") { $0.actual["resources.memory.limit"] = .value("32MiB") }
    let dns = try world.resource("dns")
    #expect(dns.cause == .drift)
    #expect(
      dns.changes == [
        FieldChange(path: "resources.memory.limit", before: "32MiB", after: "64MiB")
      ])
    #expect(world.stepIDs == ["dns/configure", "dns/setResources"])
  }

  @Test("removes a limit that no spec sets")
  func foreignLimit() throws {
    var world = try World("dns")
    try world.see("dns") { $0.actual["resources.pids.limit"] = .value("10") }
    #expect(
      try world.resource("dns").changes == [
        FieldChange(path: "resources.pids.limit", before: "10", after: nil)
      ])
  }

  @Test("restarts for what only a start can change, and hides the values of the environment")
  func restart() throws {
    var world = try World("dns")
    try world.edit("dns") { $0.environment["TOKEN"] = "secret" }
    let dns = try world.resource("dns")
    #expect(dns.change == .restart)
    #expect(dns.changes == [FieldChange(path: "environment.TOKEN", before: nil, after: "***")])
    #expect(
      world.stepIDs == ["dns/configure", "dns/stop", "dns/start", "dns/settle", "dns/rollBack"])
  }

  @Test("makes a container anew for another image, and keeps the old upper until the new one runs")
  func recreation() throws {
    var world = try World("dns")
    let other = try #require(SHA256Digest(World.otherDigest))
    try world.edit("dns") { $0.image = .archive(path: "/srv/images/new.tar.xz", sha256: other) }
    #expect(try world.resource("dns").change == .recreate)
    let ids = world.stepIDs
    #expect(ids.first?.hasSuffix("/unpack") == true)
    #expect(
      Array(ids.dropFirst()) == [
        "dns/weigh/\(World.digest)-u100000-65536", "dns/configure", "dns/stop", "dns/start",
        "dns/settle", "dns/retireUpper/\(World.digest)-u100000-65536", "dns/rollBack",
      ])
  }

  @Test("does not make a container anew for the same bytes at another path")
  func movedArchive() throws {
    var world = try World("dns")
    let digest = try #require(SHA256Digest(World.digest))
    try world.edit("dns") { $0.image = .archive(path: "/mnt/dns.tar.xz", sha256: digest) }
    #expect(try world.resource("dns").change == .live)
  }

  @Test("starts what somebody stopped")
  func stoppedByHand() throws {
    var world = try World("dns")
    try world.see("dns") {
      $0.run = .stopped
      $0.actual = [:]
      $0.startedWith = nil
    }
    let dns = try world.resource("dns")
    #expect(dns.change == .start)
    #expect(dns.cause == .drift)
    #expect(world.stepIDs == ["dns/configure", "dns/start", "dns/settle"])
  }

  @Test("stops what should not run")
  func stop() throws {
    var world = try World("dns")
    try world.edit("dns") { $0.state = .stopped }
    #expect(try world.resource("dns").change == .stop)
    #expect(world.stepIDs == ["dns/configure", "dns/stop"])
  }

  @Test("rewrites an edited config live where it is known what the container was started with")
  func editedConfig() throws {
    var world = try World("dns")
    try world.see("dns") { $0.config = .edited }
    let dns = try world.resource("dns")
    #expect(dns.change == .live)
    #expect(dns.changes.map(\.path) == ["config"])
    #expect(world.stepIDs == ["dns/configure"])
  }

  @Test("restarts for an edited config where nobody knows what the container was started with")
  func editedConfigOfUnknownStart() throws {
    var world = try World("dns")
    try world.see("dns") {
      $0.config = .edited
      $0.startedWith = nil
    }
    #expect(try world.resource("dns").change == .restart)
  }

  @Test("moves an interface back without a restart")
  func movedInterface() throws {
    var world = try World("dns")
    try world.see("dns") { $0.actual["networks[eth0].bridge"] = .value("br-guest") }
    #expect(try world.resource("dns").change == .live)
    #expect(world.stepIDs == ["dns/configure", "dns/moveInterface/eth0"])
  }

  @Test("restarts again where a run was cut off between writing the entry and restarting")
  func interruptedRestart() throws {
    var world = try World("dns")
    let before = try #require(world.observed.containers["dns"]?.startedWith)
    try world.edit("dns") { $0.environment["A"] = "1" }
    let name = before.spec.name
    world.observed.inventory[name]?.spec = try #require(world.desired.containers[name]?.spec)
    #expect(try world.resource("dns").change == .restart)
  }

  @Test("leaves a suspended container exactly as it is, and writes down that it does")
  func suspended() throws {
    var world = try World("dns")
    try world.edit("dns") {
      $0.suspend = true
      $0.protect = true
      $0.resources.memory.limit = nil
      $0.environment["A"] = "1"
    }
    try world.see("dns") { $0.run = .unknown("its monitor does not answer") }
    #expect(world.stepIDs == ["dns/record"])
    let dns = try world.resource("dns")
    #expect(dns.change == .live)
    #expect(dns.changes.map(\.path) == ["protect", "suspend"])
    #expect(dns.reason.contains("suspended"))

    let name = try #require(ContainerName("dns"))
    world.observed.inventory[name]?.spec.suspend = true
    world.observed.inventory[name]?.spec.protect = true
    #expect(world.plan.isEmpty)
    #expect(try world.resource("dns").change == .unchanged)
  }

  @Test("leaves a container alone that does not answer, and goes on with the others")
  func unknown() throws {
    var world = try World("dns", "web")
    try world.see("dns") { $0.run = .unknown("its monitor does not answer") }
    try world.edit("web") { $0.resources.memory.limit = ByteCount("128MiB") }
    #expect(try world.resource("dns").blocked?.contains("does not answer") == true)
    #expect(world.stepIDs == ["web/configure", "web/setResources"])
  }

  @Test("stops an orphan before it starts the container again")
  func orphan() throws {
    var world = try World("dns")
    try world.see("dns") { $0.run = .orphaned }
    #expect(try world.resource("dns").change == .restart)
    #expect(world.stepIDs == ["dns/configure", "dns/stop", "dns/start", "dns/settle"])
  }

  @Test("stops nothing for a bridge that does not exist")
  func missingBridge() throws {
    var world = try World("dns", "web")
    try world.edit("dns") {
      $0.networks[0].bridge = "br-nowhere"
      $0.environment["A"] = "1"
    }
    let dns = try world.resource("dns")
    #expect(dns.blocked?.contains("br-nowhere") == true)
    #expect(world.plan.isEmpty)
    #expect(world.plan.refusals.isEmpty)
  }

  @Test("starts dependencies first and stops them last")
  func dependencies() throws {
    var world = try World("db", "web")
    let db = try #require(ContainerName("db"))
    let web = try #require(ContainerName("web"))
    try world.edit("web") { $0.dependsOn = [db] }
    for name in [db, web] {
      let spec = try #require(world.desired.containers[name]?.spec)
      world.run(spec)
    }
    try world.edit("db") { $0.environment["A"] = "1" }
    try world.edit("web") { $0.environment["A"] = "1" }
    let ids = world.stepIDs
    let index = { (id: String) in try #require(ids.firstIndex(of: id)) }
    #expect(try index("web/stop") < index("db/stop"))
    #expect(try index("db/settle") < index("web/start"))
  }

  @Test(
    "asks a dependency that runs on for its health before it stops anything, also one that changes meanwhile"
  )
  func dependencyThatRunsOn() throws {
    var world = try World("db", "web")
    let db = try #require(ContainerName("db"))
    var spec = try #require(world.desired.containers[db]?.spec)
    spec.health = HealthSpec(probe: .tcp(port: 80))
    try world.edit("db") { $0 = spec }
    world.run(spec)
    try world.edit("web") {
      $0.dependsOn = [db]
      $0.environment["A"] = "1"
    }
    func after(_ id: String) -> [String] { world.plan.steps.first { $0.id == id }?.after ?? [] }
    for step in ["web/stop", "web/start"] { #expect(after(step).contains("db/settle")) }
    try world.edit("db") { $0.resources.memory.limit = ByteCount("1GiB") }
    for step in ["web/stop", "web/start"] { #expect(after(step).contains("db/settle")) }
    world.observed.inventory[db]?.trial = Trial(before: nil)
    for step in ["web/stop", "web/start"] { #expect(after(step).contains("db/settle")) }
    #expect(after("db/settle") == ["db/setResources"])
  }

  @Test("never changes what --only does not name, and prunes nothing")
  func only() throws {
    var world = try World("a", "b", "c")
    try world.edit("a") { $0.resources.memory.limit = nil }
    try world.edit("b") { $0.resources.memory.limit = nil }
    try world.remove("c")
    world.observed.bounds.only = [try #require(ContainerName("a"))]
    #expect(world.stepIDs == ["a/configure", "a/setResources"])
  }

  @Test("does no more than the setting maxChange allows")
  func maxChange() throws {
    var world = try World("dns")
    try world.edit("dns") { $0.environment["A"] = "1" }
    world.observed.bounds.maxChange = .live
    #expect(world.plan.isEmpty)
    #expect(try world.resource("dns").blocked?.contains("maxChange") == true)
  }

  @Test("is the same whatever order its input was made in")
  func deterministic() throws {
    var world = try World("a", "b", "c", "d")
    for name in ["a", "b", "c", "d"] {
      try world.edit(name) { $0.environment = ["A": "1", "B": "2", "C": "3"] }
    }
    let plan = world.plan
    for _ in 0..<20 {
      var other = world
      other.desired.containers = Dictionary(
        uniqueKeysWithValues: world.desired.containers.shuffled())
      #expect(other.plan == plan)
    }
  }
}
