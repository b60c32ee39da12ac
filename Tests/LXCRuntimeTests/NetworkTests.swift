import ContainerModel
import LinuxNetwork
import Reconciling
import Testing

@testable import LXCRuntime

@Suite
struct NetworkTests {
  static func twoInterfaces(_ spec: inout ContainerSpec) {
    var first = NetworkInterfaceSpec(name: "eth0", bridge: "br-lan")
    first.mac = MACAddress("02:11:22:33:44:55")
    first.mtu = 1400
    first.ipv4 = InterfaceAddress("192.168.1.77/24").map {
      IPConfiguration(address: $0, gateway: IPAddress("192.168.1.1"))
    }
    first.ipv6 = InterfaceAddress("fd00::77/64").map {
      IPConfiguration(address: $0, gateway: IPAddress("fd00::1"))
    }
    spec.networks = [first, NetworkInterfaceSpec(name: "guest", bridge: "br-guest")]
  }

  @Test(
    "Interfaces have name, address, size, gateway and bridge of the spec, and are seen so",
    arguments: [false, true])
  func interfaces(privileged: Bool) async throws {
    try await Router.with { router in
      let (entry, identity) = try await router.started(
        router.entry(privileged: privileged, change: Self.twoInterfaces))
      let inside = try RouteSocket.ofProcess(identity.pid)
      let links = try inside.links()
      #expect(links.map(\.name) == ["lo", "eth0", "guest"])
      let eth0 = try #require(links.first { $0.name == "eth0" })
      #expect(eth0.mac == MACAddress("02:11:22:33:44:55"))
      #expect(eth0.mtu == 1400 && eth0.isUp)
      let addresses = try inside.addresses().filter { $0.link == eth0.index && !$0.isLinkLocal }
      #expect(Set(addresses.map(\.address.description)) == ["192.168.1.77/24", "fd00::77/64"])
      #expect(
        try router.inside(entry, "ip route show default").hasPrefix(
          "default via 192.168.1.1 dev eth0"))
      #expect(
        try router.inside(entry, "ip -6 route show default").hasPrefix(
          "default via fd00::1 dev eth0"))

      let actual = try await router.observed(entry).actual.compactMapValues(\.text)
      #expect(actual["networks[eth0].bridge"] == "br-lan")
      #expect(actual["networks[eth0].mac"] == "02:11:22:33:44:55")
      #expect(actual["networks[eth0].mtu"] == "1400")
      #expect(actual["networks[guest].bridge"] == "br-guest")
      #expect(actual["networks[guest].mac"] == entry.macs["guest"]?.description)
      #expect(actual["networks[guest].mtu"] == nil)
    }
  }

  @Test("An interface moved by hand is seen, and moves back while the container runs")
  func moved() async throws {
    try await Router.with { router in
      let (entry, identity) = try await router.started(router.entry(change: Self.twoInterfaces))
      let port = entry.spec.name.hostInterface("eth0")
      try Tree.run("ip link set \(port) master br-guest")
      #expect(
        try await router.observed(entry).actual["networks[eth0].bridge"] == .value("br-guest"))
      try await NetlinkNetwork().move("eth0", of: entry.spec.name, to: "br-lan")
      let seen = try await router.observed(entry)
      #expect(seen.actual["networks[eth0].bridge"] == .value("br-lan"))
      #expect(seen.identity == identity)
      try Tree.run("ip link set \(port) nomaster")
      #expect(try await router.observed(entry).actual["networks[eth0].bridge"] == .unset)
    }
  }

  @Test("Without networks there is loopback, up, and nothing else")
  func loopback() async throws {
    try await Router.with { router in
      let (_, identity) = try await router.started(router.entry())
      let links = try RouteSocket.ofProcess(identity.pid).links()
      #expect(links.map(\.name) == ["lo"])
      #expect(links.first?.isUp == true)
    }
  }

  @Test("A missing bridge is named, with those that there are")
  func missingBridge() async throws {
    try await Router.with { router in
      let entry = try await router.configured(
        router.entry { $0.networks = [NetworkInterfaceSpec(name: "eth0", bridge: "br-none")] })
      let error = try await #require(throws: OperationError.self) {
        _ = try await router.runtime.start(entry)
      }
      #expect(
        error.description
          == "failed to start '\(entry.spec.name)': bridge 'br-none' does not exist; bridges on this machine: br-guest, br-lan"
      )
    }
  }

  @Test("Stopping leaves no interface behind, so that it starts again at once")
  func restarts() async throws {
    try await Router.with { router in
      let (entry, _) = try await router.started(router.entry(change: Self.twoInterfaces))
      for _ in 0..<3 {
        #expect(try await router.runtime.stop(entry) == .stopped)
        #expect(try !shell("ip -o link").contains(entry.spec.name.hostInterface("eth0")))
        _ = try await router.runtime.start(entry)
      }
    }
  }
}
