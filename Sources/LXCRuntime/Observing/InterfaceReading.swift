/// What the kernel said of one interface in a container.
struct InterfaceReading: Codable, Hashable, Sendable {
  /// Its hardware address, as text.
  var mac: String?
  /// Its largest packet in bytes.
  var mtu: Int64?
}
