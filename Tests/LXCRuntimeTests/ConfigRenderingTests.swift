import ContainerModel
import HostJudging
import Reconciling
import Testing

@testable import LXCRuntime

@Suite
struct ConfigRenderingTests {
  static let digest = String(repeating: "a", count: 64)

  static func entry(
    privileged: Bool = false, _ change: (inout ContainerSpec) -> Void = { _ in }
  ) throws -> InventoryEntry {
    var spec = ContainerSpec(
      name: try #require(ContainerName("dns")),
      image: .archive(path: "/nowhere", sha256: try #require(SHA256Digest(digest))))
    spec.security.privileged = privileged
    change(&spec)
    return InventoryEntry(
      stateID: "x", spec: spec, revision: nil,
      mapping: privileged ? nil : IDRange(first: 100_000, count: 65_536),
      macs: ["eth0": try #require(MACAddress("02:00:5e:10:00:01"))], configDigest: "")
  }

  static func text(
    _ entry: InventoryEntry, _ table: LimitTable = LimitTableTests.v1, state: String = "/state",
    _ change: (inout ConfigFacts) -> Void = { _ in }
  ) throws -> String {
    var facts = ConfigFacts(limits: table, knowsV1Keys: true, seccompProfile: "/common.seccomp")
    change(&facts)
    return try ConfigRendering.text(
      ContainerPlaces(
        entry: entry, state: StateLayout(root: state), run: RunLayout(root: "/run/apply")),
      facts: facts)
  }

  static func lines(_ text: String, _ prefix: String) -> [String] {
    text.split(separator: "\n").map(String.init).filter { $0.hasPrefix(prefix) }
  }

  @Test("The smallest container is unprivileged, bounded in what it may do, and alone")
  func smallest() throws {
    #expect(
      try Self.text(Self.entry()) == """
        # Written by turris-apply for 'dns'. Changes made here by hand are undone: change its spec.
        lxc.uts.name = dns
        lxc.start.auto = 0
        lxc.rootfs.managed = 0
        lxc.idmap = u 0 100000 65536
        lxc.idmap = g 0 100000 65536
        lxc.pty.max = 1024
        lxc.tty.max = 4
        lxc.console.logfile = /run/apply/console/dns.log
        lxc.console.size = 65536
        lxc.rootfs.path = overlay:/state/images/\(Self.digest)-u100000-65536/rootfs:/state/uppers/dns/\(Self.digest)-u100000-65536/upper
        lxc.rootfs.options = index=off,metacopy=off,redirect_dir=nofollow,xino=off,userxattr
        lxc.mount.auto = proc:mixed sys:mixed cgroup:mixed
        lxc.signal.halt = SIGPWR
        lxc.cap.drop = mac_admin mac_override sys_module sys_rawio sys_time
        lxc.seccomp.profile = /common.seccomp
        lxc.net.0.type = empty
        lxc.net.0.flags = up
        lxc.cgroup.devices.deny = a
        lxc.cgroup.devices.allow = c *:* m
        lxc.cgroup.devices.allow = b *:* m
        lxc.cgroup.devices.allow = c 1:3 rwm
        lxc.cgroup.devices.allow = c 1:5 rwm
        lxc.cgroup.devices.allow = c 1:7 rwm
        lxc.cgroup.devices.allow = c 1:8 rwm
        lxc.cgroup.devices.allow = c 1:9 rwm
        lxc.cgroup.devices.allow = c 5:0 rwm
        lxc.cgroup.devices.allow = c 5:1 rwm
        lxc.cgroup.devices.allow = c 5:2 rwm
        lxc.cgroup.devices.allow = c 136:* rwm

        """)
  }

  @Test("A privileged container has neither shifted ids nor attributes of a user namespace")
  func privileged() throws {
    let text = try Self.text(Self.entry(privileged: true))
    #expect(!text.contains("idmap"))
    #expect(!text.contains("userxattr"))
    #expect(text.contains("/state/images/\(Self.digest)-p/rootfs"))
  }

  @Test("Limits are written in the family that the kernel has", arguments: ["v1", "v2"])
  func limits(_ family: String) throws {
    let spec = try LimitTableTests.everything()
    let entry = try Self.entry { $0.resources = spec }
    let table = family == "v1" ? LimitTableTests.v1 : LimitTableTests.v2
    let text = try Self.text(entry, table) { $0.blockDevices.numbers["/dev/sda"] = "8:0" }
    if family == "v1" {
      #expect(text.contains("lxc.cgroup.memory.limit_in_bytes = 67108864\n"))
      #expect(text.contains("lxc.cgroup.blkio.throttle.read_bps_device = 8:0 1048576\n"))
      #expect(!text.contains("lxc.cgroup2."))
    } else {
      #expect(text.contains("lxc.cgroup2.memory.max = 67108864\n"))
      #expect(text.contains("lxc.cgroup2.devices.deny = a\n"))
      #expect(!text.contains("lxc.cgroup."))
    }
  }

  @Test("Keys of version 1 are left out where liblxc refuses them")
  func withoutV1Keys() throws {
    let entry = try Self.entry { $0.resources.pids.limit = 10 }
    #expect(try !Self.text(entry) { $0.knowsV1Keys = false }.contains("lxc.cgroup."))
  }

  @Test("Every key that is written is one that a check asks liblxc for", arguments: ["v1", "v2"])
  func knownKeys(_ family: String) throws {
    let entry = try Self.entry {
      $0.environment = ["A": "b"]
      $0.workingDirectory = "/"
      $0.user = UserSpec("1:1")
      $0.prlimits = ["nofile": 1]
      $0.sysctls = ["net.ipv4.ip_forward": "1"]
      $0.rootfs.mode = .readOnly
      $0.security.noNewPrivileges = true
      $0.security.capabilities = .keep(["chown"])
      $0.mounts = [MountSpec(target: "/a", source: .volume(name: "a"))]
      $0.networks = [NetworkInterfaceSpec(name: "eth0", bridge: "br-lan")]
      $0.resources.pids.limit = 1
    }
    let text = try Self.text(entry, family == "v1" ? LimitTableTests.v1 : LimitTableTests.v2)
    let known =
      LXCContainerRuntime.writtenKeys + ["lxc.cgroup", "lxc.seccomp.profile"]
    for line in text.split(separator: "\n") where !line.hasPrefix("#") {
      let key = line.prefix { $0 != " " }
      #expect(known.contains { key == $0 || key.hasPrefix("\($0).") }, "\(key)")
    }
    #expect(LXCContainerRuntime.liblxcAccount.missing.isEmpty)
  }

  @Test("Every value keeps its blanks and quotes through liblxc's reading of them")
  func quotes() throws {
    let entry = try Self.entry {
      $0.environment = ["A": " x ", "B": "\"q\"", "C": "a b", "D": "it's", "E": ""]
    }
    #expect(
      try Self.lines(Self.text(entry), "lxc.environment") == [
        "lxc.environment = \"A= x \"", "lxc.environment = \"B=\"q\"\"",
        "lxc.environment = C=a b", "lxc.environment = D=it's", "lxc.environment = E=",
      ])
  }

  @Test(
    "A control character reaches no config",
    arguments: ["a\nlxc.hook.start = /bin/sh", "a\r", "a\0b", "\u{85}", "\u{2028}", "\u{1b}[31m"])
  func controls(_ evil: String) throws {
    let changes: [(inout ContainerSpec) -> Void] = [
      { $0.environment = ["A": evil] },
      { $0.environment = [evil: "a"] },
      { $0.sysctls = ["net.ipv4.ip_forward": evil] },
      { $0.sysctls = [evil: "1"] },
      { $0.prlimits = [evil: 1] },
      { $0.workingDirectory = "/\(evil)" },
      { $0.networks = [NetworkInterfaceSpec(name: evil, bridge: "br-lan")] },
      { $0.networks = [NetworkInterfaceSpec(name: "eth0", bridge: evil)] },
      { $0.mounts = [MountSpec(target: "/\(evil)", source: .tmpfs(size: ByteCount(bytes: 1)))] },
      { $0.mounts = [MountSpec(target: "/a", source: .volume(name: evil))] },
      { $0.devices = [DeviceSpec(path: "/dev/\(evil)")] },
      {
        $0.rootfs.mode = .readOnly; $0.sysctls = ["a": "b\(evil)c"]
      },
      { $0.security.capabilities = .drop([evil]) },
      { $0.security.capabilities = .keep([evil]) },
    ]
    for change in changes {
      let entry = try Self.entry(change)
      let error = try #require(throws: LXCRuntimeError.self) { try Self.text(entry) }
      #expect(error.cause.contains("control character"))
    }
  }

  @Test("Each kind of mount has its line")
  func mounts() throws {
    let tree = String(repeating: "b", count: 40)
    let entry = try Self.entry {
      $0.mounts = [
        MountSpec(target: "/var/data", source: .volume(name: "data")),
        MountSpec(target: "/etc/my file", source: .bind(source: "/srv/a b\\c"), readOnly: true),
        MountSpec(target: "/run/cache", source: .tmpfs(size: ByteCount(bytes: 4096))),
        MountSpec(
          target: "/etc/app",
          source: .overlay(
            lower: [.repository(folder: "app", tree: tree), .host(path: "/srv/base")],
            upper: "etc", size: nil)),
        MountSpec(
          target: "/opt", source: .overlay(lower: [.host(path: "/srv/opt")], upper: nil, size: nil),
          readOnly: true),
      ]
    }
    let text = try Self.text(entry) { $0.fileSources = ["/srv/a b\\c"] }
    let options = "index=off,metacopy=off,redirect_dir=nofollow,xino=off,userxattr"
    #expect(
      Self.lines(text, "lxc.mount.entry") == [
        "lxc.mount.entry = /state/volumes/dns/data/data var/data none bind,create=dir 0 0",
        #"lxc.mount.entry = /run/apply/scratch/dns/bind-1 etc/my\040file none bind,ro,create=file 0 0"#,
        "lxc.mount.entry = tmpfs run/cache tmpfs nosuid,nodev,mode=1777,size=4096,create=dir 0 0",
        "lxc.mount.entry = overlay etc/app overlay lowerdir=/state/folders/\(tree)-u100000-65536/tree:/run/apply/scratch/dns/lower-3-1,upperdir=/state/volumes/dns/etc/upper,workdir=/state/volumes/dns/etc/work,\(options),create=dir 0 0",
        "lxc.mount.entry = overlay opt overlay lowerdir=/run/apply/scratch/dns/lower-4-0,upperdir=/run/apply/scratch/dns/mount-4/upper,workdir=/run/apply/scratch/dns/mount-4/work,\(options),ro,create=dir 0 0",
      ])
  }

  @Test("A path that would be two layers is refused", arguments: ["/a:b", "/a,b", "/a\\b"])
  func layerSeparators(_ path: String) throws {
    let entry = try Self.entry()
    let error = try #require(throws: LXCRuntimeError.self) { try Self.text(entry, state: path) }
    #expect(error.cause.contains("' holds a colon, comma or backslash"))
  }

  @Test("More layers than liblxc reads in a line are refused, not cut off")
  func longLine() throws {
    let lowers = (0..<200).map { OverlayLower.host(path: "/srv/\($0)") }
    let entry = try Self.entry {
      $0.mounts = [
        MountSpec(target: "/opt", source: .overlay(lower: lowers, upper: nil, size: nil))
      ]
    }
    let error = try #require(throws: LXCRuntimeError.self) { try Self.text(entry) }
    #expect(error.cause.contains("longer than a line"))
  }

  @Test("An interface is a veth with the address, size and name that the spec gives it")
  func network() throws {
    let entry = try Self.entry {
      var network = NetworkInterfaceSpec(name: "eth0", bridge: "br-lan")
      network.mtu = 1400
      network.ipv4 = InterfaceAddress("192.168.1.3/24").map {
        IPConfiguration(address: $0, gateway: IPAddress("192.168.1.1"))
      }
      network.ipv6 = InterfaceAddress("fd00::3/64").map { IPConfiguration(address: $0) }
      $0.networks = [network]
    }
    let pair = entry.spec.name.hostInterface("eth0")
    #expect(
      try Self.lines(Self.text(entry), "lxc.net") == [
        "lxc.net.0.type = veth", "lxc.net.0.link = br-lan", "lxc.net.0.veth.pair = \(pair)",
        "lxc.net.0.name = eth0", "lxc.net.0.flags = up",
        "lxc.net.0.hwaddr = 02:00:5e:10:00:01", "lxc.net.0.mtu = 1400",
        "lxc.net.0.ipv4.address = 192.168.1.3/24", "lxc.net.0.ipv4.gateway = 192.168.1.1",
        "lxc.net.0.ipv6.address = fd00::3/64",
      ])
  }

  @Test("The host's end has a name that fits, and that no other interface has")
  func hostInterfaces() throws {
    var seen: Set<String> = []
    for number in 0..<200 {
      let name = try #require(ContainerName("a-container-with-a-long-name-\(number)"))
      for interface in ["eth0", "eth1", "lan-interface15"] {
        let host = name.hostInterface(interface)
        #expect(host.utf8.count == 15)
        #expect(seen.insert(host).inserted)
      }
    }
  }

  @Test("Capabilities are dropped beyond the common ones, or kept alone")
  func capabilities() throws {
    func line(_ capabilities: CapabilitySpec) throws -> [String] {
      try Self.lines(
        Self.text(Self.entry { $0.security.capabilities = capabilities }), "lxc.cap")
    }
    #expect(
      try line(.drop(["net_raw"])) == [
        "lxc.cap.drop = mac_admin mac_override net_raw sys_module sys_rawio sys_time"
      ])
    #expect(
      try line(.keep(["net_bind_service", "chown"])) == ["lxc.cap.keep = chown net_bind_service"])
    #expect(try line(.keep([])) == ["lxc.cap.keep = none"])
  }

  @Test("Without seccomp in liblxc only an unconfined container has a config")
  func withoutSeccomp() throws {
    let error = try #require(throws: LXCRuntimeError.self) {
      try Self.text(Self.entry()) { $0.seccompProfile = nil }
    }
    #expect(error.cause.contains("security.seccomp: unconfined"))
    let entry = try Self.entry { $0.security.seccomp = .unconfined }
    #expect(try !Self.text(entry) { $0.seccompProfile = nil }.contains("seccomp"))
  }

  @Test("A device is allowed by its number, and mounted from a node that the container's ids own")
  func devices() throws {
    let change: (inout ContainerSpec) -> Void = {
      $0.devices = [DeviceSpec(path: "/dev/ttyUSB0", mode: "rw")]
    }
    for privileged in [false, true] {
      let text = try Self.text(Self.entry(privileged: privileged, change)) {
        $0.deviceNumbers = ["/dev/ttyUSB0": "c 188:0"]
      }
      #expect(text.contains("lxc.cgroup.devices.allow = c 188:0 rw\n"))
      let source = privileged ? "/dev/ttyUSB0" : "/run/apply/scratch/dns/devices/0"
      #expect(
        text.contains("lxc.mount.entry = \(source) dev/ttyUSB0 none bind,create=file 0 0\n"))
    }
  }

  @Test("The same entry gives the same text, whatever order its maps come in")
  func deterministic() throws {
    let names = (0..<20).map { "V\($0)" }
    func make(_ names: [String]) throws -> String {
      try Self.text(
        Self.entry {
          for name in names {
            $0.environment[name] = "1"
            $0.sysctls["net.\(name)"] = "1"
            $0.prlimits[name] = 1
          }
        })
    }
    #expect(try make(names) == make(names.reversed()))
  }
}
