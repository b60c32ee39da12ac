import ContainerModel
import Glibc
import Testing

@testable import LinuxNetwork

@Suite(.serialized)
struct RouteSocketTests {
  let network: RouterNetwork

  init() throws {
    network = try RouterNetwork()
  }

  @Test("Bridges are told from other interfaces")
  func bridges() throws {
    let links = try RouteSocket.ofCaller().links()
    #expect(links.filter(\.isBridge).map(\.name) == ["br-lan", "br-guest"])
    let loopback = try #require(links.first { $0.name == "lo" })
    #expect(loopback.kind == nil && loopback.isUp)
  }

  @Test("An interface that is not there is nil, not an error")
  func missing() throws {
    #expect(try RouteSocket.ofCaller().link(named: "none") == nil)
  }

  @Test("A port moves from bridge to bridge and keeps address, size and state")
  func move() throws {
    try network.ip("link add port0 mtu 1400 address 02:00:00:00:00:07 type veth peer name far0")
    defer { #expect(throws: Never.self) { try network.ip("link delete port0") } }
    try network.ip("link set port0 master br-lan up")
    let socket = try RouteSocket.ofCaller()
    let before = try #require(try socket.link(named: "port0"))
    let guest = try #require(try socket.link(named: "br-guest"))
    #expect(before.master == (try socket.link(named: "br-lan")?.index))

    try socket.move(before, to: guest)

    var expected = before
    expected.master = guest.index
    #expect(try socket.link(named: "port0") == expected)
    #expect(expected.mac == MACAddress("02:00:00:00:00:07"))
    #expect(expected.mtu == 1400)
  }

  @Test("Moving to what is no bridge names both interfaces and the reason")
  func moveToNoBridge() throws {
    try network.ip("link add port1 type veth peer name far1")
    defer { #expect(throws: Never.self) { try network.ip("link delete port1") } }
    let socket = try RouteSocket.ofCaller()
    let port = try #require(try socket.link(named: "port1"))
    let far = try #require(try socket.link(named: "far1"))
    let error = try #require(throws: NetworkError.self) { try socket.move(port, to: far) }
    #expect(error.description.hasPrefix("failed to move interface 'port1' to bridge 'far1': "))
  }

  @Test("Another process' network is read without leaving one's own")
  func otherNamespace() throws {
    let other = try ProcessWithNetwork()
    defer { other.end() }
    try network.ip("link add port2 type veth peer name eth0 netns \(other.process)")
    defer { #expect(throws: Never.self) { try network.ip("link delete port2") } }
    try other.run("ip link set eth0 up && ip address add 192.168.1.20/24 dev eth0")
    try other.run("ip address add fd00::20/64 dev eth0")

    let inside = try RouteSocket.ofProcess(other.process)
    let eth0 = try #require(try inside.link(named: "eth0"))
    let addresses = try inside.addresses().filter { $0.link == eth0.index && !$0.isLinkLocal }
    #expect(
      Set(addresses.map(\.address.description)) == ["192.168.1.20/24", "fd00::20/64"])
    let port = try #require(try RouteSocket.ofCaller().link(named: "port2"))
    #expect(eth0.peer == port.index)
    #expect(port.peer == eth0.index)
  }

  @Test("A process that is gone has no network")
  func goneProcess() throws {
    let other = try ProcessWithNetwork()
    other.end()
    let error = try #require(throws: NetworkError.self) {
      _ = try RouteSocket.ofProcess(other.process)
    }
    #expect(error.operation == "find the network of")
    #expect(error.cause == "No such file or directory")
  }
}
