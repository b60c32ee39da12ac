import ContainerModel

/// The two kinds of address that an interface can have.
enum AddressFamily: String {
  case v4 = "IPv4"
  case v6 = "IPv6"

  /// How an address is written.
  var example: String {
    switch self {
    case .v4: "192.168.1.20/24"
    case .v6: "fd00::20/64"
    }
  }

  /// Whether the address is of this family. The dotted form of IPv6, which ends in an IPv4 address, has no
  /// use for an interface.
  func holds(_ address: IPAddress, _ text: String) -> Bool {
    switch (self, address) {
    case (.v4, .v4): true
    case (.v6, .v6): !text.utf8.contains(UInt8(ascii: "."))
    default: false
    }
  }
}

extension IPAddress {
  /// Why no interface and no gateway can have this address (RFC 6890, RFC 4291); nil where one can.
  var unusableReason: String? {
    switch self {
    case .v4(let number):
      switch number >> 24 {
      case 0: "it stands for no host"
      case 127: "it is the host's own loopback"
      case 224...: "it stands for many hosts"
      default: nil
      }
    case .v6(let groups):
      if groups.allSatisfy({ $0 == 0 }) {
        "it stands for no host"
      } else if groups.dropLast().allSatisfy({ $0 == 0 }), groups.last == 1 {
        "it is the host's own loopback"
      } else if groups[0] >> 8 == 0xFF {
        "it stands for many hosts"
      } else {
        nil
      }
    }
  }

  /// The bits, the first of them on the left.
  private var bits: [UInt16] {
    switch self {
    case .v4(let number): [UInt16(number >> 16), UInt16(number & 0xFFFF)]
    case .v6(let groups): groups
    }
  }

  /// Whether the first `count` bits are the same.
  func shares(_ count: Int, bitsWith other: IPAddress) -> Bool {
    guard width == other.width else { return false }
    return zip(bits, other.bits).enumerated().allSatisfy { index, pair in
      let compared = min(16, max(0, count - index * 16))
      let mask = compared == 0 ? 0 : UInt16.max << UInt16(16 - compared)
      return pair.0 & mask == pair.1 & mask
    }
  }
}

extension InterfaceAddress {
  /// What is strange about an IPv4 address that the kernel takes nevertheless.
  var oddity: String? {
    guard case .v4(let number) = address, prefixLength <= 30 else { return nil }
    let hostMask = UInt32.max >> UInt32(prefixLength)
    return switch number & hostMask {
    case 0: "the address of the network itself; an interface usually has another"
    case hostMask: "the broadcast address of its network; an interface usually has another"
    default: nil
    }
  }

  /// Why the gateway cannot be reached; nil where it can.
  ///
  /// With a prefix of one address, and over a link-local IPv6 address, any gateway is reached over the link.
  func problem(withGateway gateway: IPAddress) -> String? {
    if gateway == address { return "'gateway' is the interface's own address; name the router's" }
    if case .v6(let groups) = gateway, groups[0] & 0xFFC0 == 0xFE80 { return nil }
    guard prefixLength < address.width, !address.shares(prefixLength, bitsWith: gateway) else {
      return nil
    }
    return "gateway \(gateway) is not in the network of \(self)"
  }
}
