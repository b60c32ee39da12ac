public import ContainerModel

/// An address of an interface.
public struct LinkAddress: Hashable, Sendable {
  /// The number of the interface.
  public var link: Int32
  /// The address and its prefix.
  public var address: InterfaceAddress
  /// Whether it is the kernel's own link-local one, which nobody asked for (RFC 4291, section 2.5.6).
  public var isLinkLocal: Bool
  /// Whether it means something on its own machine alone, as the loopback's do.
  public var isOfMachine: Bool
}
