internal import CLinux
internal import ContainerModel
internal import Glibc

extension InterfaceReading {
  /// The interfaces in the network namespace of a process; none where it has gone.
  ///
  /// Takes the calling thread there and back: liblxc finds monitors by sockets of the host's namespace.
  static func all(ofProcess process: Int32) -> [String: InterfaceReading] {
    let home = clinux_open("/proc/thread-self/ns/net", O_RDONLY)
    let target = clinux_open("/proc/\(process)/ns/net", O_RDONLY)
    defer {
      for descriptor in [home, target] where descriptor >= 0 { close(descriptor) }
    }
    guard home >= 0, target >= 0, clinux_enter_network_namespace(target) == 0 else { return [:] }
    let readings = allHere()
    guard clinux_enter_network_namespace(home) == 0 else {
      // Nothing that this worker said after that could be believed.
      _exit(70)
    }
    return readings
  }

  private static func allHere() -> [String: InterfaceReading] {
    let socket = Glibc.socket(AF_INET, Int32(SOCK_DGRAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
    guard socket >= 0, let names = if_nameindex() else { return [:] }
    defer {
      if_freenameindex(names)
      close(socket)
    }
    var readings: [String: InterfaceReading] = [:]
    var next = names
    while let name = next.pointee.if_name {
      next += 1
      let mtu = clinux_interface_mtu(socket, name)
      readings[String(cString: name)] = InterfaceReading(
        mac: mac(of: name, socket), mtu: mtu > 0 ? Int64(mtu) : nil)
    }
    return readings
  }

  private static func mac(of name: UnsafePointer<CChar>, _ socket: Int32) -> String? {
    withUnsafeTemporaryAllocation(of: UInt8.self, capacity: 6) { octets in
      octets.initialize(repeating: 0)
      guard clinux_interface_mac(socket, name, octets.baseAddress) == 0 else { return nil }
      return MACAddress(octets: Array(octets))?.description
    }
  }
}
