/// A fixed address of an interface.
public struct IPConfiguration: Codable, Hashable, Sendable {
  /// The address with its prefix.
  public var address: InterfaceAddress
  /// Where everything beyond the prefix goes; nil: nowhere.
  public var gateway: IPAddress?

  /// Makes a configuration.
  public init(address: InterfaceAddress, gateway: IPAddress? = nil) {
    self.address = address
    self.gateway = gateway
  }
}
