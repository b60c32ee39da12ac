/// One change of one key of a spec, and what it must lead to.
struct FieldChange: Sendable {
  /// The key at the top of the spec, and its new value in YAML; nil: the key goes.
  let key: String
  let value: String?
  /// The class that has to be shown: a key of the plan's `summary`.
  let change: String
  /// What can be seen of it afterwards; nil where only the plan and the init can tell.
  let check: Check?

  /// Where the new value shows.
  enum Check: Sendable {
    /// Below `/proc/PID` of init, as the host sees it.
    case file(String, contains: String)
    /// The same, where something must be gone.
    case without(String, String)
    /// What a shell in the container prints, and whether it succeeds.
    case prints(String, String)
    case fails(String)
    /// A value of its control group, by the names of version 1 and 2.
    case cgroup([String], String)
    /// A word of its inventory entry, which alone holds it.
    case entry(String)
  }

  init(_ key: String, _ value: String?, _ change: String, _ check: Check?) {
    self.key = key
    self.value = value
    self.change = change
    self.check = check
  }
}

extension FieldChange {
  /// What a container has before the first change.
  static let base: [String: String] = [
    "description": "one", "labels": "{a: b}", "boot": "{order: 1}",
    "rootfs": "{mode: ephemeral, size: 8MiB}", "environment": "{GREETING: one}",
    "workingDirectory": "/bin", "stop": "{signal: SIGTERM, timeout: 5s}",
    "resources": "{memory: {limit: 64MiB}, cpu: {limit: 0.5}, pids: {limit: 64}}",
    "prlimits": "{nofile: 512}", "sysctls": #"{net.ipv4.ip_forward: "1"}"#,
    "networks": "[{bridge: br-lan, ipv4: {address: 192.168.1.20/24}}]",
    "mounts": "[{target: /data, volume: data}, {target: /tmp, tmpfs: {size: 4MiB}}]",
    "security": "{noNewPrivileges: true}", "dependsOn": "[]",
    "command": Router.command,
  ]

  static let unfiltered = "sh -c ': </dev/net/tun'"

  /// Every field, one after the other, each upon what the ones before left.
  static let all: [FieldChange] = about + resources + networks + devices + restarts + recreations

  private static let about = [
    FieldChange("description", "two", "live", .entry(#""description":"two""#)),
    FieldChange("labels", "{a: c}", "live", .entry(#""a":"c""#)),
    FieldChange("boot", "{order: 2}", "live", .entry(#""order":2"#)),
    FieldChange("restart", "never", "live", .entry(#""restart":"never""#)),
    FieldChange("stop", "{signal: SIGINT, timeout: 5s}", "live", .entry("SIGINT")),
    FieldChange("stop", "{signal: SIGTERM, timeout: 4s}", "live", .entry("SIGTERM")),
    FieldChange("protect", "true", "live", .entry(#""protect":true"#)),
    FieldChange("protect", nil, "live", .entry(#""protect":false"#)),
    FieldChange("suspend", "true", "live", .entry(#""suspend":true"#)),
    FieldChange("suspend", nil, "live", .entry(#""suspend":false"#)),
    FieldChange("health", "{exec: [\"true\"]}", "live", .entry(#""true""#)),
    FieldChange("health", "{exec: [\"true\"], interval: 9s}", "live", .entry(#""interval":"9s""#)),
    FieldChange("dependsOn", "[NAME-other]", "live", .entry("-other")),
    FieldChange(
      "rootfs", "{mode: ephemeral, size: 16MiB}", "live",
      .prints("dd if=/dev/zero of=/big bs=1M count=12 2>/dev/null && rm /big && echo fits", "fits")),
  ]

  private static let resources = [
    FieldChange(
      "resources", "{memory: {limit: 32MiB}, cpu: {limit: 0.5}, pids: {limit: 64}}", "live",
      .cgroup(["memory.limit_in_bytes", "memory.max"], "33554432")),
    FieldChange(
      "resources", "{memory: {limit: 32MiB}, cpu: {limit: 0.25}, pids: {limit: 64}}", "live",
      .cgroup(["cpu.cfs_quota_us"], "25000")),
    FieldChange(
      "resources", "{memory: {limit: 32MiB}, cpu: {weight: 50}, pids: {limit: 64}}", "live",
      .cgroup(["cpu.shares"], "512")),
    FieldChange(
      "resources", #"{memory: {limit: 32MiB}, cpu: {set: "0"}, pids: {limit: 64}}"#, "live",
      .cgroup(["cpuset.cpus"], "0")),
    FieldChange("resources", "{pids: {limit: 32}}", "live", .cgroup(["pids.max"], "32")),
    FieldChange(
      "resources", "{memory: {limit: 32MiB, swap: 8MiB}, pids: {limit: 32}}", "live",
      .cgroup(["memory.memsw.limit_in_bytes"], "41943040")),
  ]

  private static let networks = [
    FieldChange(
      "networks", "[{bridge: br-guest, ipv4: {address: 192.168.1.20/24}}]", "live",
      .prints("ls /sys/class/net | tr '\\n' ' '", "eth0 lo ")),
    FieldChange(
      "networks",
      "[{bridge: br-guest, ipv4: {address: 192.168.1.20/24}}, {name: lan, bridge: br-lan, mtu: 1400,"
        + " mac: \"02:00:5e:00:00:07\", ipv4: {address: 192.168.1.21/24, gateway: 192.168.1.1},"
        + " ipv6: {address: \"fd00::21/64\"}}]", "live",
      .prints(
        "ip -4 -o addr show dev lan | awk '{print $4}'; cat /sys/class/net/lan/mtu /sys/class/net/lan/address;"
          + " ip route | grep -c 'default via 192.168.1.1 dev lan'; ping -c 1 -W 2 192.168.1.1 | grep -c ' 0% packet loss'",
        "192.168.1.21/24\n1400\n02:00:5e:00:00:07\n1\n1")),
    FieldChange(
      "networks", "[{name: lan, bridge: br-lan, ipv4: {address: 192.168.1.21/24}}]", "restart",
      .prints("ls /sys/class/net | tr '\\n' ' '", "lan lo ")),
    FieldChange("networks", "[]", "live", .without("net/dev", "lan")),
    FieldChange(
      "networks", "[{bridge: br-lan, ipv4: {address: 192.168.1.20/24}}]", "live",
      .prints("ip -4 -o addr show dev eth0 | awk '{print $4}'", "192.168.1.20/24")),
    FieldChange(
      "networks", "[{bridge: br-lan, mtu: 1400, ipv4: {address: 192.168.1.20/24}}]", "restart",
      .prints("cat /sys/class/net/eth0/mtu", "1400")),
    FieldChange(
      "networks",
      "[{bridge: br-lan, mtu: 1400, ipv4: {address: 192.168.1.22/24, gateway: 192.168.1.1}}]",
      "restart", .prints("ip -4 -o addr show dev eth0 | awk '{print $4}'", "192.168.1.22/24")),
    FieldChange(
      "networks", "[{bridge: br-lan, mac: \"02:00:5e:00:00:08\"}]", "restart",
      .prints("cat /sys/class/net/eth0/address", "02:00:5e:00:00:08")),
  ]

  private static let devices = [
    FieldChange(
      "devices", "[{path: /dev/net/tun}]", "live",
      .prints(": <>/dev/net/tun && echo opened", "opened")),
    FieldChange(
      "devices", "[{path: /dev/net/tun}, {path: /dev/loop-control, mode: r}]", "live",
      .prints(": </dev/loop-control && echo opened", "opened")),
    FieldChange(
      "devices", "[{path: /dev/net/tun, mode: r}]", "live", .fails(": </dev/loop-control")),
    FieldChange(
      "devices", "[{path: /dev/net/tun, mode: r}, {path: /dev/fuse}]", "live",
      .fails(": <>/dev/net/tun")),
    FieldChange("devices", nil, "live", .fails("ls /dev/net/tun /dev/fuse")),
  ]

  private static let restarts = [
    FieldChange(
      "environment", "{GREETING: two}", "restart", .file("environ", contains: "GREETING=two")),
    FieldChange("workingDirectory", "/etc", "restart", .file("cwd", contains: "/etc")),
    FieldChange(
      "prlimits", "{nofile: 256}", "restart",
      .prints("cat /proc/1/limits | grep -c 'open files *256 '", "1")),
    FieldChange(
      "sysctls", #"{net.ipv4.ip_forward: "0", net.ipv4.ip_default_ttl: "32"}"#, "restart",
      .prints("cat /proc/sys/net/ipv4/ip_forward /proc/sys/net/ipv4/ip_default_ttl", "0\n32")),
    FieldChange(
      "mounts", "[{target: /data, volume: data, readOnly: true}]", "restart",
      .fails("touch /data/x")),
    FieldChange(
      "mounts", "[{target: /other, volume: data}]", "restart",
      .prints("touch /other/x && ls /other", "x")),
    FieldChange(
      "security", "{capabilities: {drop: [net_raw]}}", "restart",
      .prints("grep -c NoNewPrivs:.0 /proc/1/status", "1")),
    FieldChange(
      "security", "{seccomp: unconfined}", "restart",
      .prints("grep -c Seccomp:.0 /proc/1/status", "1")),
    FieldChange(
      "user", #""33:34""#, "restart",
      .prints("grep ^[UG]id: /proc/1/status | awk '{print $2}'", "33\n34")),
    FieldChange(
      "command", #"[/bin/sh, -c, "trap exit TERM; while :; do sleep 2 & wait; done"]"#, "restart",
      .file("cmdline", contains: "sleep 2")),
  ]

  private static let recreations = [
    FieldChange("rootfs", "{mode: readOnly}", "recreate", .fails("touch /x")),
    FieldChange(
      "rootfs", "{mode: persistent}", "recreate", .prints("touch /tmp && echo written", "written")),
    FieldChange("image", "other", "recreate", .prints("cat /etc/other", "other")),
    FieldChange("state", "stopped", "stop", nil),
    FieldChange("state", nil, "start", .prints("echo runs", "runs")),
  ]
}
