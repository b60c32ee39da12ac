import ContainerModel
import Planning
import Testing

@Suite("what a running container is given and loses")
struct LiveTests {
  @Test("an interface comes and goes without a restart; another name is both")
  func interfaces() throws {
    var world = try World("dns")
    try world.edit("dns") {
      $0.networks.append(NetworkInterfaceSpec(name: "eth1", bridge: "br-guest"))
    }
    #expect(try world.resource("dns").change == .live)
    #expect(world.stepIDs == ["dns/configure", "dns/addInterface/eth1"])
    try world.edit("dns") {
      $0.networks = [NetworkInterfaceSpec(name: "lan0", bridge: "br-lan")]
    }
    #expect(try world.resource("dns").change == .live)
    #expect(
      world.stepIDs == [
        "dns/configure", "dns/removeInterface/eth0", "dns/addInterface/lan0",
      ])
    try world.edit("dns") { $0.networks = [] }
    #expect(world.stepIDs == ["dns/configure", "dns/removeInterface/eth0"])
  }

  @Test("an interface that somebody removed is made anew, a changed address restarts")
  func lostInterface() throws {
    var world = try World("dns")
    try world.see("dns") {
      $0.actual["networks[eth0].bridge"] = .unset
      $0.actual["networks[eth0].mac"] = .unset
    }
    #expect(try world.resource("dns").change == .live)
    #expect(try world.resource("dns").cause == .drift)
    #expect(world.stepIDs == ["dns/configure", "dns/addInterface/eth0"])
    var other = try World("dns")
    try other.edit("dns") { $0.networks[0].mtu = 1400 }
    #expect(try other.resource("dns").change == .restart)
  }

  @Test("a device comes live; where it cannot be taken back, that is a restart, and says why")
  func devices() throws {
    for (layout, change) in [("hybrid", ChangeKind.live), ("v2", .restart)] {
      var world = try World("dns")
      world.observed.policy.devices = ["/dev"]
      world.observed.host.cgroupLayout = layout
      try world.edit("dns") { $0.devices = [DeviceSpec(path: "/dev/fuse")] }
      #expect(try world.resource("dns").change == .live)
      #expect(world.stepIDs == ["dns/configure", "dns/setDevices"])
      world.run(try #require(world.desired.containers.values.first?.spec))
      #expect(try world.resource("dns").change == .unchanged)
      try world.edit("dns") { $0.devices[0].mode = "r" }
      #expect(try world.resource("dns").change == change)
      try world.edit("dns") { $0.devices = [] }
      #expect(try world.resource("dns").change == change)
      #expect(try world.resource("dns").reason.contains("no device back") == (change == .restart))
    }
  }

  @Test("what the record of the start still lacks after a run that was cut off is done anew")
  func cutOff() throws {
    var world = try World("dns")
    world.observed.policy.devices = ["/dev"]
    let started = world.observed.containers["dns"]?.startedWith
    try world.edit("dns") {
      $0.devices = [DeviceSpec(path: "/dev/fuse")]
      $0.networks.append(NetworkInterfaceSpec(name: "eth1", bridge: "br-guest"))
    }
    world.run(try #require(world.desired.containers.values.first?.spec))
    try world.see("dns") {
      $0.startedWith = started
      $0.actual["devices[/dev/fuse].mode"] = .value("rw")
    }
    #expect(
      world.stepIDs == ["dns/configure", "dns/setDevices", "dns/addInterface/eth1"])
  }
}
