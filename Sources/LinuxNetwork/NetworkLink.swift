public import ContainerModel

/// An interface of one network namespace (rtnetlink(7)).
public struct NetworkLink: Hashable, Sendable {
  /// Its number, unique in its namespace.
  public var index: Int32
  /// Its name, unique in its namespace at any one time.
  public var name: String
  /// The kind of virtual interface, `bridge` or `veth`; nil for hardware and loopback.
  public var kind: String?
  /// The number of the bridge that it is a port of.
  public var master: Int32?
  /// Its hardware address, where that has six octets.
  public var mac: MACAddress?
  /// Its largest packet in bytes.
  public var mtu: Int64
  /// The number of a veth's other end, in the namespace where that is.
  public var peer: Int32?
  /// Whether it was set up.
  public var isUp: Bool

  /// Whether containers can join it.
  public var isBridge: Bool { kind == "bridge" }
}
