public import ContainerModel
public import Reconciling

/// The host's interfaces, by netlink. Asks the kernel alone, which answers at once: no worker is needed.
public struct NetlinkNetwork: HostNetwork {
  /// Makes the network of the calling process.
  public init() {}

  /// The bridges, and the other interfaces, by name.
  public func interfaces() throws(OperationError) -> HostInterfaces {
    do throws(NetworkError) {
      let links = try RouteSocket.ofCaller().links()
      let bridges = Set(links.filter(\.isBridge).map(\.name))
      return HostInterfaces(bridges: bridges, others: Set(links.map(\.name)).subtracting(bridges))
    } catch {
      throw OperationError(operation: "list", subject: "interfaces", cause: error.cause)
    }
  }

  /// The addresses that a process' network can be reached by: IPv4 first, each in the order of the kernel.
  public func addresses(ofProcess process: Int32) throws(OperationError) -> [IPAddress] {
    do throws(NetworkError) {
      let all = try RouteSocket.ofProcess(process).addresses()
        .filter { !$0.isLinkLocal && !$0.isOfMachine }.map(\.address.address)
        .filter { !$0.isLinkLocal }
      return all.filter { $0.width == 32 } + all.filter { $0.width != 32 }
    } catch {
      throw OperationError(
        operation: "list the addresses of", subject: "process \(process)", cause: error.cause,
        isPassing: true)
    }
  }

  /// Makes the host's end of a container's interface a port of `bridge`.
  public func move(
    _ interface: String, of container: ContainerName, to bridge: String
  ) async throws(OperationError) {
    let operation = "move to bridge '\(bridge)'"
    let subject = "\(container)/\(interface)"
    do throws(NetworkError) {
      let socket = try RouteSocket.ofCaller()
      guard let target = try socket.link(named: bridge), target.isBridge else {
        throw NetworkError(operation, subject, cause: "bridge '\(bridge)' does not exist")
      }
      let name = container.hostInterface(interface)
      guard let port = try socket.link(named: name) else {
        throw NetworkError(
          operation, subject, cause: "its end on the host, '\(name)', does not exist")
      }
      try socket.move(port, to: target)
    } catch {
      throw OperationError(operation: operation, subject: subject, cause: error.cause)
    }
  }

  /// Makes an interface for a running container and sets it up, as liblxc does at a start.
  public func add(
    _ interface: NetworkInterfaceSpec, mac: MACAddress?, to container: ContainerName,
    process: Int32
  ) async throws(OperationError) {
    let subject = "\(container)/\(interface.name)"
    do throws(NetworkError) {
      let host = try RouteSocket.ofCaller()
      guard let bridge = try host.link(named: interface.bridge), bridge.isBridge else {
        throw NetworkError(
          "add", subject, cause: "bridge '\(interface.bridge)' does not exist")
      }
      let name = container.hostInterface(interface.name)
      if let left = try host.link(named: name) { try host.delete(left) }
      try host.makeVeth(
        named: name, on: bridge, mtu: interface.mtu,
        peer: (name: interface.name, mac: mac, process: process))
      let inside = try RouteSocket.ofProcess(process)
      do throws(NetworkError) {
        try inside.setUp(interface)
      } catch {
        // Half an interface is none: the next run makes it anew.
        if let made = try host.link(named: name) { try host.delete(made) }
        throw error
      }
    } catch {
      throw OperationError(
        operation: "add", subject: subject, cause: "\(error.operation): \(error.cause)")
    }
  }

  /// Removes an interface of a container, by its end on the host.
  public func remove(
    _ interface: String, of container: ContainerName
  ) async throws(OperationError) {
    do throws(NetworkError) {
      let socket = try RouteSocket.ofCaller()
      guard let link = try socket.link(named: container.hostInterface(interface)) else { return }
      try socket.delete(link)
    } catch {
      throw OperationError(
        operation: "remove", subject: "\(container)/\(interface)", cause: error.cause)
    }
  }
}
