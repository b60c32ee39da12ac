/// What comes to a running container and goes, although the process that looks after it knows nothing of that.
public struct LiveParts: Codable, Hashable, Sendable {
  /// Its interfaces.
  public var networks: [NetworkInterfaceSpec]
  /// Its devices.
  public var devices: [DeviceSpec]

  /// Those of a spec.
  public init(of spec: ContainerSpec) {
    networks = spec.networks
    devices = spec.devices
  }
}
