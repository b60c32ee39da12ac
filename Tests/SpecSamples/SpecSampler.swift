public import ContainerModel

/// Makes up specs, small and rich ones, always the same for the same seed.
public struct SpecSampler {
  /// Where the chance comes from.
  public var random: SeededGenerator

  /// Begins the sequence of `seed`.
  public init(seed: UInt64) {
    random = SeededGenerator(seed: seed)
  }

  /// A spec as a repository could hold it, for a router with bridges `br-lan` and `br-guest`.
  public mutating func spec(named name: String, dependsOn others: [ContainerName] = []) throws
    -> ContainerSpec
  {
    var spec = ContainerSpec(name: try parsed(name), image: try image())
    spec.description = random.oneIn(3) ? "for people" : nil
    spec.labels = random.oneIn(3) ? ["tier": random.pick(["front", "back"])] : [:]
    spec.state = random.oneIn(5) ? .stopped : .running
    spec.suspend = random.oneIn(12)
    spec.boot.order = Int64(random.pick([0, 0, 5]))
    spec.restart = random.pick([.always, .always, .onFailure, .never])
    let mode = random.pick([RootfsSpec.Mode.persistent, .persistent, .ephemeral, .readOnly])
    spec.rootfs = RootfsSpec(mode: mode, size: mode == .ephemeral ? try size() : nil)
    spec.command = random.oneIn(3) ? ["/bin/sh", "-c", random.pick(["a; b", "c"])] : nil
    spec.environment = random.oneIn(2) ? ["GREETING": random.pick(["hello", "hi"])] : [:]
    spec.stop.timeout = random.pick([TimeSpan(seconds: 30), TimeSpan(seconds: 5)])
    spec.resources = try resources()
    spec.sysctls = random.oneIn(4) ? ["net.ipv4.ip_forward": random.pick(["0", "1"])] : [:]
    spec.networks = try networks()
    spec.mounts = try mounts()
    spec.security.noNewPrivileges = random.oneIn(4)
    spec.dependsOn = random.some(others, oneIn: 3)
    spec.health = random.oneIn(3) ? health() : nil
    return spec
  }

  private mutating func health() -> HealthSpec {
    var health = HealthSpec(
      probe: random.pick([
        .exec(command: ["true"]), .tcp(port: 80), .http(port: 80, path: "/"),
        .http(port: 80, path: "/health"),
      ]))
    health.retries = random.pick([1, 5])
    return health
  }

  /// One of two images, each of which may lie at two places.
  public mutating func image() throws -> ImageSource {
    let digit = random.pick(["a", "b"])
    return .archive(
      path: "/srv/\(random.pick(["images", "mnt"]))/\(digit).tar.xz",
      sha256: try parsed(String(repeating: digit, count: 64)))
  }

  /// Limits of a cgroup, each there or not.
  public mutating func resources() throws -> ResourceSpec {
    var resources = ResourceSpec()
    if random.oneIn(2) { resources.memory.limit = try size() }
    if random.oneIn(3) { resources.cpu.limit = CoreCount(milli: random.pick([500, 1000, 1250])) }
    if random.oneIn(3) { resources.pids.limit = random.pick([64, 128]) }
    return resources
  }

  private mutating func size() throws -> ByteCount {
    try parsed(random.pick(["1MiB", "64MiB", "1536KiB"]))
  }

  private mutating func networks() throws -> [NetworkInterfaceSpec] {
    try random.some(["eth0", "eth1"]).map { name in
      var network = NetworkInterfaceSpec(name: name, bridge: random.pick(["br-lan", "br-guest"]))
      if random.oneIn(4) { network.mac = try parsed("02:00:00:00:00:0\(random.pick([1, 2]))") }
      if random.oneIn(4) { network.mtu = 1400 }
      if random.oneIn(3) {
        network.ipv4 = IPConfiguration(
          address: try parsed("192.168.1.\(random.pick([20, 21]))/24"),
          gateway: random.oneIn(2) ? nil : try parsed("192.168.1.1"))
      }
      return network
    }
  }

  private mutating func mounts() throws -> [MountSpec] {
    var mounts: [MountSpec] = []
    if random.oneIn(2) {
      mounts.append(
        MountSpec(
          target: "/var/data", source: .volume(name: random.pick(["data", "old"])),
          readOnly: random.oneIn(3)))
    }
    if random.oneIn(3) {
      mounts.append(MountSpec(target: "/tmp", source: .tmpfs(size: try size())))
    }
    if random.oneIn(3) {
      let tree = String(repeating: random.pick(["1", "2"]), count: 40)
      mounts.append(
        MountSpec(
          target: "/etc/app",
          source: .overlay(
            lower: [.repository(folder: "app/etc", tree: tree)],
            upper: random.oneIn(2) ? "etc" : nil, size: nil)))
    }
    return mounts
  }
}
