public import ContainerModel

/// The host's interfaces.
public protocol HostNetwork: Sendable {
  /// The bridges, and the other interfaces, by name.
  func interfaces() throws(OperationError) -> HostInterfaces

  /// The addresses that the network of a process, such as a container's init, can be reached by: IPv4 first, none that means
  /// something on its link or its machine alone.
  func addresses(ofProcess process: Int32) throws(OperationError) -> [IPAddress]

  /// Makes the host's end of a container's interface a port of `bridge`.
  func move(_ interface: String, of container: ContainerName, to bridge: String)
    async throws(OperationError)

  /// Makes an interface for a running container, whose init is `process`, and sets it up. One of its name that is left is removed.
  func add(
    _ interface: NetworkInterfaceSpec, mac: MACAddress?, to container: ContainerName,
    process: Int32
  ) async throws(OperationError)

  /// Removes an interface of a container. One that is not there is removed already.
  func remove(_ interface: String, of container: ContainerName) async throws(OperationError)
}
