public import ContainerModel

/// The host's interfaces.
public protocol HostNetwork: Sendable {
  /// The bridges, and the other interfaces, by name.
  func interfaces() throws(OperationError) -> HostInterfaces

  /// Makes the host's end of a container's interface a port of `bridge`.
  func move(_ interface: String, of container: ContainerName, to bridge: String)
    async throws(OperationError)
}
