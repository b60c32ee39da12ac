/// What this program knows of a container that it made: stands beside the container's LXC config, and is the authority on it.
public struct InventoryEntry: Codable, Hashable, Sendable {
  /// Version of this format.
  public var formatVersion = 1
  /// Which state directory made it, by its marker's id.
  public var stateID: String
  /// The whole spec that is, or is being, applied.
  public var spec: ContainerSpec
  /// The commit it came from.
  public var revision: Revision?
  /// The ids of an unprivileged container; nil: privileged.
  public var mapping: IDRange?
  /// The hardware address of every interface, by its name.
  public var macs: [String: MACAddress]
  /// SHA-256 of the LXC config that belongs to it, as hexadecimal text.
  public var configDigest: String
  /// Whether its removal has begun: its data is on the way to the attic. Nil: no.
  public var isGoing: Bool?
  /// Whether the spec has yet to prove itself, and what it goes back to if it does not. Nil: it has.
  public var trial: Trial?

  /// Makes an entry.
  public init(
    stateID: String, spec: ContainerSpec, revision: Revision?, mapping: IDRange?,
    macs: [String: MACAddress], configDigest: String
  ) {
    self.stateID = stateID
    self.spec = spec
    self.revision = revision
    self.mapping = mapping
    self.macs = macs
    self.configDigest = configDigest
  }

  /// The hardware address that the interface was given because its spec named none; nil where it named one.
  public func assignedMAC(_ interface: String) -> MACAddress? {
    let isNamed = spec.networks.contains { $0.name == interface && $0.mac != nil }
    return isNamed ? nil : macs[interface]
  }

  /// The image's directory in the store; nil for a directory of the host.
  public var imageKey: ImageKey? { spec.imageKey(mapping: mapping) }

  /// The name of the directory that holds its persistent upper.
  public var upperKey: String { spec.upperKey(mapping: mapping) }
}
