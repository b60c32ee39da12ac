/// What a container was before a change, as far as it takes to make it so again.
public struct EarlierState: Codable, Hashable, Sendable {
  /// Its spec.
  public var spec: ContainerSpec
  /// The commit that came from.
  public var revision: Revision?
  /// Its ids.
  public var mapping: IDRange?
  /// The hardware address of every interface, by its name.
  public var macs: [String: MACAddress]

  /// What `entry` says.
  public init(_ entry: InventoryEntry) {
    spec = entry.spec
    revision = entry.revision
    mapping = entry.mapping
    macs = entry.macs
  }
}
