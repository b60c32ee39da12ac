public import ContainerModel

/// A spec in which every field that can be set is set.
public func richSpec() throws -> ContainerSpec {
  var spec = ContainerSpec(
    name: try parsed("web"),
    image: .archive(
      path: "/srv/images/web.tar.xz", sha256: try parsed(String(repeating: "a", count: 64))))
  spec.description = "Serves pages, \"quoted\""
  spec.labels = ["tier": "front", "vendor/part": "1"]
  spec.boot.order = -5
  spec.restart = .onFailure
  spec.rootfs = RootfsSpec(mode: .ephemeral, size: try parsed("32MiB"))
  spec.command = ["/bin/sh", "-c", "sleep 1; echo done", ""]
  spec.environment = ["GREETING": "hello", "EMPTY": ""]
  spec.workingDirectory = "/srv/www"
  spec.user = try parsed("33:34")
  spec.stop.signal = try parsed("SIGRTMIN+3")
  spec.stop.timeout = try parsed("90s")
  spec.resources = try richResources()
  spec.prlimits = ["nofile": 1024]
  spec.sysctls = ["net.ipv4.ip_forward": "1"]
  spec.networks = try richNetworks()
  spec.mounts = try richMounts()
  spec.security.capabilities = .drop(["net_raw", "sys_chroot"])
  spec.devices = [DeviceSpec(path: "/dev/ttyUSB0", mode: "rwm"), DeviceSpec(path: "/dev/fuse")]
  spec.dependsOn = [try parsed("db"), try parsed("cache")]
  spec.health = try richHealth()
  return spec
}

private func richHealth() throws -> HealthSpec {
  var health = HealthSpec(probe: .http(port: 8080, path: "/health?full=1"))
  health.interval = try parsed("20s")
  health.timeout = try parsed("3s")
  health.retries = 3
  health.startPeriod = try parsed("2m")
  return health
}

private func richResources() throws -> ResourceSpec {
  var resources = ResourceSpec()
  resources.memory.limit = try parsed("64MiB")
  resources.memory.high = try parsed("48MiB")
  resources.memory.swap = try parsed("16MiB")
  resources.cpu.limit = try parsed("0.5")
  resources.cpu.weight = 50
  resources.cpu.set = try parsed("0-1,3")
  resources.pids.limit = 128
  resources.io.weight = 200
  var disk = IODeviceSpec(device: "/dev/sda")
  disk.read = try parsed("20MiB")
  disk.write = try parsed("10MiB")
  disk.readIOPS = 1000
  disk.writeIOPS = 500
  resources.io.devices = [disk]
  return resources
}

private func richNetworks() throws -> [NetworkInterfaceSpec] {
  var lan = NetworkInterfaceSpec(name: "eth0", bridge: "br-lan")
  lan.mac = try parsed("02:00:5e:10:00:01")
  lan.mtu = 1400
  lan.ipv4 = IPConfiguration(
    address: try parsed("192.168.1.20/24"), gateway: try parsed("192.168.1.1"))
  lan.ipv6 = IPConfiguration(address: try parsed("fd00::20/64"), gateway: try parsed("fd00::1"))
  return [lan, NetworkInterfaceSpec(name: "guest", bridge: "br-guest")]
}

private func richMounts() throws -> [MountSpec] {
  [
    MountSpec(target: "/var/data", source: .volume(name: "data")),
    MountSpec(target: "/mnt", source: .bind(source: "/srv/music"), readOnly: true),
    MountSpec(target: "/tmp", source: .tmpfs(size: try parsed("8MiB"))),
    MountSpec(
      target: "/etc/web",
      source: .overlay(
        lower: [
          .repository(folder: "web/etc", tree: String(repeating: "7", count: 40)),
          .host(path: "/srv/shared etc"),
        ], upper: "etc", size: nil)),
    MountSpec(
      target: "/etc/scratch",
      source: .overlay(
        lower: [.host(path: "/srv/scratch")], upper: nil, size: try parsed("4MiB"))),
  ]
}
