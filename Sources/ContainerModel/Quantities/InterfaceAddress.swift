/// An address of an interface with the length of its network's prefix: `192.168.1.20/24`.
public struct InterfaceAddress: Hashable, Sendable {
  /// The interface's own address.
  public let address: IPAddress
  /// How many leading bits name the network.
  public let prefixLength: Int

  /// Makes an address; nil where the prefix is longer than the address.
  public init?(address: IPAddress, prefixLength: Int) {
    guard (0...address.width).contains(prefixLength) else { return nil }
    self.address = address
    self.prefixLength = prefixLength
  }

  /// Reads `ADDRESS/PREFIX`; both parts are required.
  public init?(_ text: Substring) {
    let parts = text.parts(between: "/", most: 2)
    guard parts.count == 2, let address = IPAddress(parts[0]),
      let length = Int64(digits: parts[1]), length <= Int64(address.width)
    else { return nil }
    self.address = address
    prefixLength = Int(length)
  }
}

extension InterfaceAddress: CustomStringConvertible {
  /// The canonical address, a slash, the prefix length.
  public var description: String { "\(address)/\(prefixLength)" }
}

extension InterfaceAddress: TextCodable {
  /// What the value is called in an error message.
  public static var kind: String { "address with prefix" }
}
