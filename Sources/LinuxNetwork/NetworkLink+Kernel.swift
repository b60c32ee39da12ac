internal import CLibNL
internal import ContainerModel
internal import Glibc

extension NetworkLink {
  /// Reads libnl's `struct rtnl_link`.
  init(_ link: OpaquePointer) {
    index = rtnl_link_get_ifindex(link)
    name = rtnl_link_get_name(link).map { String(cString: $0) } ?? ""
    kind = rtnl_link_get_type(link).map { String(cString: $0) }
    let master = rtnl_link_get_master(link)
    self.master = master > 0 ? master : nil
    mac = rtnl_link_get_addr(link).flatMap { MACAddress(octets: $0.octets) }
    mtu = Int64(rtnl_link_get_mtu(link))
    let peer = rtnl_link_get_link(link)
    self.peer = peer > 0 ? peer : nil
    isUp = rtnl_link_get_flags(link) & UInt32(IFF_UP) != 0
  }
}

extension LinkAddress {
  /// Reads libnl's `struct rtnl_addr`; nil for other families than IP.
  init?(_ address: OpaquePointer) {
    guard let local = rtnl_addr_get_local(address),
      let ip = IPAddress(octets: local.octets),
      let full = InterfaceAddress(
        address: ip, prefixLength: Int(rtnl_addr_get_prefixlen(address)))
    else { return nil }
    link = rtnl_addr_get_ifindex(address)
    self.address = full
    let scope = rtnl_addr_get_scope(address)
    isLinkLocal = scope == Int32(RT_SCOPE_LINK.rawValue)
    isOfMachine = scope == Int32(RT_SCOPE_HOST.rawValue)
  }
}

extension IPAddress {
  /// Reads an address as it goes over the wire; nil where it is neither 4 nor 16 octets long.
  fileprivate init?(octets: [UInt8]) {
    switch octets.count {
    case 4: self = .v4(octets.reduce(0) { $0 << 8 | UInt32($1) })
    case 16:
      self = .v6(
        stride(from: 0, to: 16, by: 2).map { UInt16(octets[$0]) << 8 | UInt16(octets[$0 + 1]) })
    default: return nil
    }
  }
}

extension OpaquePointer {
  /// The octets of libnl's `struct nl_addr`.
  fileprivate var octets: [UInt8] {
    guard let start = nl_addr_get_binary_addr(self) else { return [] }
    return Array(UnsafeRawBufferPointer(start: start, count: Int(nl_addr_get_len(self))))
  }
}
