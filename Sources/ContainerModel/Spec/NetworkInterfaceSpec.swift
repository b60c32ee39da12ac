/// One interface of a container: a veth pair whose other end is a port of a bridge of the host.
public struct NetworkInterfaceSpec: Codable, Hashable, Sendable {
  /// Its name in the container, at most 15 bytes.
  public var name: String
  /// The bridge of the host that the other end belongs to.
  public var bridge: String
  /// Its hardware address; nil: derived once, and kept in the inventory.
  public var mac: MACAddress?
  /// Largest packet in bytes; nil: the bridge's.
  public var mtu: Int64?
  /// Its IPv4 address; nil: the container asks DHCP itself.
  public var ipv4: IPConfiguration?
  /// Its IPv6 address; nil: the container configures itself.
  public var ipv6: IPConfiguration?

  /// Makes an interface without addresses.
  public init(name: String, bridge: String) {
    self.name = name
    self.bridge = bridge
  }
}
