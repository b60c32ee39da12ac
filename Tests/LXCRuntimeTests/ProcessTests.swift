import ContainerModel
import Reconciling
import Testing

@testable import LXCRuntime

/// What init and the processes below it are given.
@Suite
struct ProcessTests {
  /// A line of `/proc/PID/status` of init, seen from the host.
  func status(_ identity: InitIdentity, _ field: String) throws -> String {
    try shell("sed -n 's/^\(field):[[:space:]]*//p' /proc/\(identity.pid)/status")
  }

  @Test("Capabilities, seccomp and no_new_privs are as the spec says")
  func confinement() async throws {
    try await Router.with { router in
      let (_, plain) = try await router.started(router.entry("plain"))
      #expect(try status(plain, "Seccomp") == "2")
      #expect(try status(plain, "NoNewPrivs") == "0")
      let bounds = try #require(UInt64(status(plain, "CapBnd"), radix: 16))
      // mac_override 32, mac_admin 33, sys_module 16, sys_rawio 17, sys_time 25 (linux/capability.h).
      for dropped in [16, 17, 25, 32, 33] { #expect(bounds & 1 << UInt64(dropped) == 0) }
      #expect(bounds & 1 << 21 != 0, "sys_admin stays")

      let (_, bare) = try await router.started(
        router.entry("bare", privileged: true) {
          $0.security.capabilities = .keep(["chown", "net_bind_service"])
          $0.security.seccomp = .unconfined
          $0.security.noNewPrivileges = true
        })
      #expect(try status(bare, "CapBnd") == "0000000000000401")
      #expect(try status(bare, "Seccomp") == "0")
      #expect(try status(bare, "NoNewPrivs") == "1")
    }
  }

  @Test(
    "Root in an unprivileged container is nobody on the host, and root in a privileged one is root")
  func ids() async throws {
    try await Router.with { router in
      let (_, unprivileged) = try await router.started(router.entry("low"))
      #expect(try status(unprivileged, "Uid") == "100000\t100000\t100000\t100000")
      let (_, privileged) = try await router.started(router.entry("high", privileged: true))
      #expect(try status(privileged, "Uid") == "0\t0\t0\t0")
    }
  }

  @Test("Environment, directory, user, limits of processes, parameters and arguments reach init")
  func surroundings() async throws {
    try await Router.with { router in
      let (entry, identity) = try await router.started(
        router.entry {
          $0.environment = [
            "PLAIN": "a b", "BLANKS": "  x  ", "QUOTES": "\"q\" 'r'", "EMPTY": "",
            "DOLLAR": "$HOME `x`",
          ]
          $0.workingDirectory = "/tmp"
          $0.user = UserSpec("1000:1001")
          $0.prlimits = ["nofile": 1234]
          $0.sysctls = ["net.ipv4.ip_forward": "1", "net.ipv4.ping_group_range": "0 1000"]
          $0.command = [
            "/bin/sh", "-c",
            "pwd; echo \"$@\"; ulimit -n; trap exit TERM; while :; do sleep 1000 & wait; done",
            "sh",
            "a b; c", "*", "",
          ]
        })
      #expect(try status(identity, "Uid") == "101000\t101000\t101000\t101000")
      #expect(try status(identity, "Gid") == "101001\t101001\t101001\t101001")
      let environment = Set(
        try shell("tr '\\0' '\\n' </proc/\(identity.pid)/environ").split(separator: "\n").map(
          String.init))
      #expect(
        environment.isSuperset(of: [
          "PLAIN=a b", "BLANKS=  x  ", "QUOTES=\"q\" 'r'", "EMPTY=", "DOLLAR=$HOME `x`",
          "container=lxc",
        ]))
      #expect(
        try router.inside(entry, "sysctl -n net.ipv4.ip_forward net.ipv4.ping_group_range")
          == "1\n0\t1000")
      while try content(router.run.console(entry.spec.name)).split(whereSeparator: \.isNewline)
        .count < 3
      {
        try await Task.sleep(for: .milliseconds(10))
      }
      #expect(
        try content(router.run.console(entry.spec.name)).split(whereSeparator: \.isNewline)
          == ["/tmp", "a b; c * ", "1234"])
    }
  }

  @Test("Nothing of the caller reaches init: descriptors, ignored signals, variables")
  func clean() async throws {
    try await Router.with { router in
      let (_, identity) = try await router.started(
        router.entry { $0.command = ["/bin/sleep", "1000"] })
      #expect(try shell("ls /proc/\(identity.pid)/fd | wc -l") <= "4")
      let ignored = try status(identity, "SigIgn")
      #expect(ignored == "0000000000000000", "\(ignored)")
      #expect(try status(identity, "SigBlk") == "0000000000000000")
      #expect(try !shell("tr '\\0' '\\n' </proc/\(identity.pid)/environ").contains("SANDBOX"))
      let monitor = try #require(HostProcess(id: identity.pid).parent)
      #expect(try !shell("readlink /proc/\(monitor)/fd/*").contains(router.state.root))
    }
  }

  @Test(
    "A device can be used as far as its mode says, and others cannot", arguments: [false, true])
  func devices(privileged: Bool) async throws {
    try await Router.with { router in
      // A node that only the host's root may open, with a number that the common rules do not allow.
      let node = "/dev/\(router.prefix)"
      try Tree.run("mknod -m 600 \(node) c 1 11")
      defer { _ = try? shell("rm \(node)") }
      let (entry, _) = try await router.started(
        router.entry(privileged: privileged) { $0.devices = [DeviceSpec(path: node, mode: "w")] })
      #expect(
        try router.inside(entry, "echo '<7>written by a container' >\(node) && echo yes") == "yes")
      #expect(try router.inside(entry, "head -c1 \(node)").contains("not permitted"))
      #expect(try router.inside(entry, "stat -c %u:%g:%a \(node)") == "0:0:600")
    }
  }

  @Test("A device that is not there is named before anything starts")
  func missingDevice() async throws {
    try await Router.with { router in
      let entry = try await router.configured(
        router.entry { $0.devices = [DeviceSpec(path: "/dev/ttyUSB77")] })
      let error = try await #require(throws: OperationError.self) {
        _ = try await router.runtime.start(entry)
      }
      #expect(error.cause == "device '/dev/ttyUSB77' does not exist; is it plugged in?")
    }
  }
}
