import ContainerModel
import SpecSamples
import Testing

/// A change of one field of the rich spec, with the one path that it may show at and what it may cost.
struct FieldEdit: Sendable, CustomTestStringConvertible {
  let path: String
  let change: ChangeClass
  private let edit: @Sendable (inout ContainerSpec) throws -> Void

  init(
    _ path: String, _ change: ChangeClass,
    _ edit: @escaping @Sendable (inout ContainerSpec) throws -> Void
  ) {
    self.path = path
    self.change = change
    self.edit = edit
  }

  var testDescription: String { path }

  func apply(to spec: inout ContainerSpec) throws { try edit(&spec) }

  static let all: [FieldEdit] =
    identity + process + resources + networks + mounts + security + health

  private static let identity: [FieldEdit] = [
    FieldEdit("description", .live) { $0.description = nil },
    FieldEdit("labels.tier", .live) { $0.labels["tier"] = "back" },
    FieldEdit("labels.vendor/part", .live) { $0.labels["vendor/part"] = nil },
    FieldEdit("labels.new", .live) { $0.labels["new"] = "" },
    FieldEdit("state", .live) { $0.state = .stopped },
    FieldEdit("suspend", .live) { $0.suspend = true },
    FieldEdit("protect", .live) { $0.protect = true },
    FieldEdit("boot.order", .live) { $0.boot.order = 7 },
    FieldEdit("restart", .live) { $0.restart = .never },
    FieldEdit("image.archive.path", .live) {
      $0.image = .archive(path: "/mnt/x", sha256: try parsed(String(repeating: "a", count: 64)))
    },
    FieldEdit("image.archive.sha256", .recreate) {
      $0.image = .archive(
        path: "/srv/images/web.tar.xz", sha256: try parsed(String(repeating: "b", count: 64)))
    },
    FieldEdit("rootfs.mode", .recreate) { $0.rootfs.mode = .persistent },
    FieldEdit("rootfs.size", .live) { $0.rootfs.size = nil },
    FieldEdit("dependsOn", .live) { $0.dependsOn.removeLast() },
  ]

  private static let process: [FieldEdit] = [
    FieldEdit("command", .restart) { $0.command = nil },
    FieldEdit("environment.GREETING", .restart) { $0.environment["GREETING"] = "hi" },
    FieldEdit("environment.EMPTY", .restart) { $0.environment["EMPTY"] = nil },
    FieldEdit("workingDirectory", .restart) { $0.workingDirectory = "/" },
    FieldEdit("user", .restart) { $0.user = try parsed("33") },
    FieldEdit("stop.signal", .live) { $0.stop.signal = .halt },
    FieldEdit("stop.timeout", .live) { $0.stop.timeout = try parsed("91s") },
    FieldEdit("prlimits.nofile", .restart) { $0.prlimits["nofile"] = 1025 },
    FieldEdit("sysctls.net.ipv4.ip_forward", .restart) { $0.sysctls["net.ipv4.ip_forward"] = "0" },
  ]

  private static let resources: [FieldEdit] = [
    FieldEdit("resources.memory.limit", .live) { $0.resources.memory.limit = try parsed("65MiB") },
    FieldEdit("resources.memory.high", .live) { $0.resources.memory.high = nil },
    FieldEdit("resources.memory.swap", .live) { $0.resources.memory.swap = try parsed("0B") },
    FieldEdit("resources.cpu.limit", .live) { $0.resources.cpu.limit = try parsed("0.501") },
    FieldEdit("resources.cpu.weight", .live) { $0.resources.cpu.weight = 51 },
    FieldEdit("resources.cpu.set", .live) { $0.resources.cpu.set = try parsed("0") },
    FieldEdit("resources.pids.limit", .live) { $0.resources.pids.limit = nil },
    FieldEdit("resources.io.weight", .live) { $0.resources.io.weight = 201 },
    FieldEdit("resources.io.devices[/dev/sda].read", .live) {
      $0.resources.io.devices[0].read = nil
    },
    FieldEdit("resources.io.devices[/dev/sda].write", .live) {
      $0.resources.io.devices[0].write = nil
    },
    FieldEdit("resources.io.devices[/dev/sda].readIOPS", .live) {
      $0.resources.io.devices[0].readIOPS = 1
    },
    FieldEdit("resources.io.devices[/dev/sda].writeIOPS", .live) {
      $0.resources.io.devices[0].writeIOPS = 1
    },
  ]

  private static let networks: [FieldEdit] = [
    FieldEdit("networks[eth0].bridge", .live) { $0.networks[0].bridge = "br-iot" },
    FieldEdit("networks[eth0].mac", .restart) { $0.networks[0].mac = nil },
    FieldEdit("networks[eth0].mtu", .restart) { $0.networks[0].mtu = 1500 },
    FieldEdit("networks[eth0].ipv4.address", .restart) {
      $0.networks[0].ipv4?.address = try parsed("192.168.1.21/24")
    },
    FieldEdit("networks[eth0].ipv4.gateway", .restart) { $0.networks[0].ipv4?.gateway = nil },
    FieldEdit("networks[eth0].ipv6.address", .restart) {
      $0.networks[0].ipv6?.address = try parsed("fd00::21/64")
    },
    FieldEdit("networks[eth0].ipv6.gateway", .restart) { $0.networks[0].ipv6?.gateway = nil },
    FieldEdit("networks[guest].bridge", .live) { $0.networks[1].bridge = "br-lan" },
  ]

  private static let mounts: [FieldEdit] = [
    FieldEdit("mounts[/var/data].volume", .restart) {
      $0.mounts[0].source = .volume(name: "other")
    },
    FieldEdit("mounts[/var/data].readOnly", .restart) { $0.mounts[0].readOnly = true },
    FieldEdit("mounts[/mnt].bind.source", .restart) {
      $0.mounts[1].source = .bind(source: "/srv/video")
    },
    FieldEdit("mounts[/mnt].readOnly", .restart) { $0.mounts[1].readOnly = false },
    FieldEdit("mounts[/tmp].tmpfs.size", .restart) {
      $0.mounts[2].source = .tmpfs(size: try parsed("9MiB"))
    },
    FieldEdit("mounts[/tmp].readOnly", .restart) { $0.mounts[2].readOnly = true },
    FieldEdit("mounts[/etc/web].overlay.lower", .restart) {
      $0.mounts[3].source = .overlay(
        lower: [.host(path: "/srv/shared etc")], upper: "etc", size: nil)
    },
    FieldEdit("mounts[/etc/web].overlay.upper", .restart) {
      guard case .overlay(let lower, _, let size) = $0.mounts[3].source else { return }
      $0.mounts[3].source = .overlay(lower: lower, upper: "conf", size: size)
    },
    FieldEdit("mounts[/etc/web].readOnly", .restart) { $0.mounts[3].readOnly = true },
    FieldEdit("mounts[/etc/scratch].overlay.lower", .restart) {
      $0.mounts[4].source = .overlay(
        lower: [.host(path: "/srv/s")], upper: nil, size: try parsed("4MiB"))
    },
    FieldEdit("mounts[/etc/scratch].overlay.size", .restart) {
      $0.mounts[4].source = .overlay(
        lower: [.host(path: "/srv/scratch")], upper: nil, size: try parsed("5MiB"))
    },
    FieldEdit("mounts[/etc/scratch].readOnly", .restart) { $0.mounts[4].readOnly = true },
  ]

  private static let security: [FieldEdit] = [
    FieldEdit("security.privileged", .recreate) { $0.security.privileged = true },
    FieldEdit("security.capabilities.drop", .restart) { $0.security.capabilities = .standard },
    FieldEdit("security.seccomp", .restart) { $0.security.seccomp = .unconfined },
    FieldEdit("security.noNewPrivileges", .restart) { $0.security.noNewPrivileges = true },
    FieldEdit("devices[/dev/ttyUSB0].mode", .live) { $0.devices[0].mode = "r" },
    FieldEdit("devices[/dev/fuse].mode", .live) { $0.devices.removeLast() },
  ]

  private static let health: [FieldEdit] = [
    FieldEdit("health.http.port", .live) {
      $0.health?.probe = .http(port: 80, path: "/health?full=1")
    },
    FieldEdit("health.http.path", .live) { $0.health?.probe = .http(port: 8080, path: "/") },
    FieldEdit("health.interval", .live) { $0.health?.interval = try parsed("21s") },
    FieldEdit("health.timeout", .live) { $0.health?.timeout = try parsed("4s") },
    FieldEdit("health.retries", .live) { $0.health?.retries = 4 },
    FieldEdit("health.startPeriod", .live) { $0.health?.startPeriod = try parsed("0s") },
  ]
}
