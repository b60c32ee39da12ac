import ContainerModel
import Reconciling
import Testing

@testable import LinuxNetwork

@Suite(.serialized)
struct NetlinkNetworkTests {
  let router: RouterNetwork
  let network = NetlinkNetwork()
  let name: ContainerName

  init() throws {
    router = try RouterNetwork()
    name = try #require(ContainerName("dns"))
  }

  @Test("Bridges and the rest are told apart")
  func interfaces() throws {
    let interfaces = try network.interfaces()
    #expect(interfaces.bridges == ["br-lan", "br-guest"])
    #expect(interfaces.others.contains("lo"))
  }

  @Test("A container's interface moves to another bridge")
  func move() async throws {
    let port = name.hostInterface("eth0")
    try router.ip("link add \(port) type veth peer name far9")
    defer { #expect(throws: Never.self) { try router.ip("link delete \(port)") } }
    try router.ip("link set \(port) master br-lan")
    try await network.move("eth0", of: name, to: "br-guest")
    let socket = try RouteSocket.ofCaller()
    #expect(try socket.link(named: port)?.master == socket.link(named: "br-guest")?.index)
  }

  @Test("A missing bridge, and one that is none, are named", arguments: ["br-none", "lo"])
  func noBridge(_ bridge: String) async throws {
    let error = try await #require(throws: OperationError.self) {
      try await network.move("eth0", of: name, to: bridge)
    }
    #expect(
      error.description
        == "failed to move to bridge '\(bridge)' 'dns/eth0': bridge '\(bridge)' does not exist")
  }

  @Test("A container without that interface is named")
  func noInterface() async throws {
    let error = try await #require(throws: OperationError.self) {
      try await network.move("eth9", of: name, to: "br-lan")
    }
    #expect(error.cause == "its end on the host, '\(name.hostInterface("eth9"))', does not exist")
  }

  @Test("The addresses of a process are those it can be reached by, IPv4 first")
  func addresses() throws {
    let other = try ProcessWithNetwork()
    defer { other.end() }
    #expect(try network.addresses(ofProcess: other.process).isEmpty)
    try other.run("ip link set lo up && ip link add far8 type veth peer name eth0")
    try other.run("ip link set far8 up && ip link set eth0 up")
    try other.run("ip address add fd00::20/64 dev eth0 nodad")
    try other.run("ip address add 169.254.7.7/16 dev eth0")
    try other.run("ip address add 192.168.1.21/24 dev eth0")
    try other.run("ip address add 192.168.1.20/24 dev eth0")
    #expect(
      try network.addresses(ofProcess: other.process).map(\.description)
        == ["192.168.1.21", "192.168.1.20", "fd00::20"])
  }

  @Test("A process that is gone has no addresses, and that is an error that passes")
  func goneProcess() throws {
    let other = try ProcessWithNetwork()
    other.end()
    let error = try #require(throws: OperationError.self) {
      try network.addresses(ofProcess: other.process)
    }
    #expect(error.isPassing)
  }
}
