import ContainerModel
import Planning
import Testing

@Suite("guards")
struct GuardTests {
  @Test("let one of many be destroyed, in the right order")
  func oneOfMany() throws {
    var world = try World("a", "b", "c", "d")
    try world.remove("a")
    #expect(world.plan.refusals.isEmpty)
    #expect(world.stepIDs == ["a/weigh", "a/stop", "a/destroy"])
  }

  @Test("refuse the last one, more than a quarter, and more than was allowed")
  func tooMany() throws {
    var last = try World("a")
    try last.remove("a")
    #expect(last.plan.refusals.first?.message.contains("last one") == true)
    #expect(last.plan.isEmpty)

    var half = try World("a", "b", "c", "d")
    try half.remove("a")
    try half.remove("b")
    #expect(half.plan.refusals.first?.message.contains("more than a quarter") == true)
    half.observed.bounds.allowDestroy = 1
    #expect(half.plan.refusals.first?.message.contains("--allow-destroy 1") == true)
    half.observed.bounds.allowDestroy = 2
    #expect(half.plan.refusals.isEmpty)
  }

  @Test("refuse to prune after the repository or its path changed")
  func changedSource() throws {
    var world = try World("a", "b", "c", "d", "e")
    try world.remove("a")
    world.observed.bounds.sourceChanged = true
    #expect(world.plan.refusals.first?.message.contains("another repository or path") == true)
  }

  @Test("hold for a protected container, also when its file is gone")
  func protection() throws {
    var world = try World("a", "b", "c", "d")
    try world.edit("a") { $0.protect = true }
    let name = try #require(ContainerName("a"))
    world.run(try #require(world.desired.containers[name]?.spec))
    var removed = world
    try removed.remove("a")
    #expect(removed.plan.refusals.first?.message.contains("protected") == true)

    let other = try #require(SHA256Digest(World.otherDigest))
    try world.edit("a") { $0.image = .archive(path: "/x", sha256: other) }
    #expect(world.plan.refusals.first?.message.contains("protected") == true)
    #expect(world.plan.isEmpty)
  }

  @Test("refuse a name that belongs to somebody else's container")
  func foreign() throws {
    var world = try World("a")
    world.observed.inventory = [:]
    #expect(world.plan.refusals.first?.message.contains("did not make") == true)
  }

  @Test("refuse an unprivileged container where root has no id range")
  func noRange() throws {
    var world = try World("a")
    world.observed.inventory = [:]
    world.observed.containers = [:]
    world.observed.host.idRange = nil
    world.observed.host.idRangeProblem = "no range for root in /etc/subuid"
    #expect(world.plan.refusals.map(\.message) == ["no range for root in /etc/subuid"])
  }

  @Test("refuse a limit that the kernel has no controller for")
  func unsupportedLimit() throws {
    var world = try World("a")
    try world.edit("a") { $0.resources.memory.high = ByteCount("1MiB") }
    #expect(world.plan.refusals.first?.message.contains("resources.memory.high") == true)
  }

  @Test("refuse what the policy does not list, and allow what it does")
  func policy() throws {
    var world = try World("a")
    world.observed.containers["a"]?.uppers = []
    try world.edit("a") {
      $0.security.privileged = true
      $0.security.seccomp = .unconfined
      $0.security.capabilities = .keep(["sys_time", "chown"])
      $0.mounts = [
        MountSpec(target: "/data", source: .bind(source: "/srv/data")),
        MountSpec(target: "/etc/x", source: .bind(source: "/etc/shadow")),
        MountSpec(
          target: "/o", source: .overlay(lower: [.host(path: "/srv/o")], upper: nil, size: nil)),
      ]
      $0.devices = [DeviceSpec(path: "/dev/ttyUSB0")]
      $0.sysctls = ["kernel.panic": "1", "net.ipv4.ip_forward": "1"]
    }
    #expect(world.plan.refusals.count == 8)
    world.observed.policy.privileged = true
    world.observed.policy.unconfined = true
    world.observed.policy.capabilities = ["sys_time"]
    world.observed.policy.bindSources = ["/srv", "/etc"]
    world.observed.policy.overlayLowers = ["/srv"]
    world.observed.policy.devices = ["/dev/ttyUSB"]
    world.observed.policy.sysctls = ["kernel.panic"]
    // The host's own directories stay out of reach whatever the policy lists.
    #expect(world.plan.refusals.map(\.message).allSatisfy { $0.contains("/etc/shadow") })
    #expect(world.plan.refusals.count == 1)
  }

  @Test("refuse a path that leads elsewhere by a symbolic link, and what turris-apply keeps")
  func links() throws {
    var world = try World("a")
    world.observed.policy.bindSources = ["/srv"]
    world.observed.host.links = ["/srv/link": "/home"]
    world.observed.host.ownDirectories = ["/srv/state"]
    try world.edit("a") {
      $0.mounts = ["/srv/link", "/srv/data", "/srv/state/volumes", "/srv"].map {
        MountSpec(target: "/mnt\($0)", source: .bind(source: $0))
      }
    }
    #expect(
      world.plan.refusals.map(\.message).map { $0.split(separator: " ")[2] }.sorted()
        == ["/srv", "/srv/link", "/srv/state/volumes"])
  }

  @Test("do not take a prefix of a name for a directory")
  func prefixes() throws {
    var world = try World("a")
    world.observed.policy.bindSources = ["/srv/data"]
    try world.edit("a") {
      $0.mounts = [MountSpec(target: "/data", source: .bind(source: "/srv/database"))]
    }
    #expect(world.plan.refusals.count == 1)
  }

  @Test("bound the totals")
  func totals() throws {
    var world = try World("a", "b")
    world.observed.policy.limits.memory = ByteCount("100MiB")
    #expect(world.plan.refusals.first?.message.contains("add up to 128MiB") == true)
    world.observed.policy.limits.containers = 1
    #expect(world.plan.refusals.count == 2)
    try world.edit("a") { $0.resources.memory.limit = nil }
    #expect(world.plan.refusals.last?.message.contains("every container needs") == true)
  }

  @Test("know bridges by pattern")
  func bridges() throws {
    var world = try World("a")
    world.observed.policy.bridges = ["br-g*"]
    #expect(world.plan.refusals.count == 1)
    world.observed.policy.bridges = ["br-*n"]
    #expect(world.plan.refusals.isEmpty)
  }
}
