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
}
