internal import CLibNL
internal import ContainerModel
internal import Glibc

extension RouteSocket {
  /// Makes a pair of interfaces (veth(4)): one here, a port of `bridge` and up, the other with `process`.
  func makeVeth(
    named name: String, on bridge: NetworkLink, mtu: Int64?,
    peer: (name: String, mac: MACAddress?, process: Int32)
  ) throws(NetworkError) {
    guard let link = rtnl_link_veth_alloc() else { throw outOfMemory(name) }
    defer { rtnl_link_put(link) }
    guard let other = rtnl_link_veth_get_peer(link) else { throw outOfMemory(name) }
    defer { rtnl_link_put(other) }
    rtnl_link_set_name(link, name)
    rtnl_link_set_master(link, bridge.index)
    rtnl_link_set_flags(link, UInt32(IFF_UP))
    rtnl_link_set_name(other, peer.name)
    rtnl_link_set_ns_pid(other, peer.process)
    if let mac = peer.mac {
      try set(mac, of: other)
      // A bridge takes the lowest address of its ports for its own (liblxc does the same).
      if let high = MACAddress(octets: [0xfe] + mac.octets.dropFirst()) { try set(high, of: link) }
    }
    for end in [link, other] { if let mtu { rtnl_link_set_mtu(end, UInt32(clamping: mtu)) } }
    try Self.check(
      rtnl_link_add(socket, link, NLM_F_CREATE | NLM_F_EXCL), "make interface", name)
  }

  private func set(_ mac: MACAddress, of link: OpaquePointer) throws(NetworkError) {
    let address = mac.octets.withUnsafeBytes {
      nl_addr_build(AF_LLC, $0.baseAddress, $0.count)
    }
    guard let address else { throw outOfMemory("\(mac)") }
    defer { nl_addr_put(address) }
    rtnl_link_set_addr(link, address)
  }

  /// Removes an interface.
  func delete(_ link: NetworkLink) throws(NetworkError) {
    guard let object = rtnl_link_alloc() else { throw outOfMemory(link.name) }
    defer { rtnl_link_put(object) }
    rtnl_link_set_ifindex(object, link.index)
    try Self.check(rtnl_link_delete(socket, object), "remove interface", link.name)
  }

  /// Gives an interface of this namespace its addresses and gateways, and turns it on.
  func setUp(_ interface: NetworkInterfaceSpec) throws(NetworkError) {
    guard let link = try link(named: interface.name) else {
      throw NetworkError("set up interface", interface.name, cause: "it is gone")
    }
    guard let object = rtnl_link_alloc(), let changes = rtnl_link_alloc() else {
      throw outOfMemory(link.name)
    }
    defer {
      rtnl_link_put(object)
      rtnl_link_put(changes)
    }
    rtnl_link_set_ifindex(object, link.index)
    rtnl_link_set_flags(changes, UInt32(IFF_UP))
    try Self.check(rtnl_link_change(socket, object, changes, 0), "set up interface", link.name)
    let configurations = [interface.ipv4, interface.ipv6].compactMap(\.self)
    for configuration in configurations { try add(configuration.address, to: link) }
    for configuration in configurations {
      if let gateway = configuration.gateway { try route(by: gateway, through: link) }
    }
  }

  private func add(_ address: InterfaceAddress, to link: NetworkLink) throws(NetworkError) {
    let local = try parsed("\(address)")
    defer { nl_addr_put(local) }
    guard let object = rtnl_addr_alloc() else { throw outOfMemory(link.name) }
    defer { rtnl_addr_put(object) }
    rtnl_addr_set_ifindex(object, link.index)
    try Self.check(rtnl_addr_set_local(object, local), "set address", "\(address)")
    try Self.check(
      rtnl_addr_add(socket, object, NLM_F_CREATE | NLM_F_EXCL), "set address", "\(address)")
  }

  private func route(by gateway: IPAddress, through link: NetworkLink) throws(NetworkError) {
    let via = try parsed("\(gateway)")
    defer { nl_addr_put(via) }
    let family = nl_addr_get_family(via)
    guard let all = nl_addr_build(family, nil, 0), let route = rtnl_route_alloc(),
      let hop = rtnl_route_nh_alloc()
    else { throw outOfMemory("\(gateway)") }
    defer {
      nl_addr_put(all)
      // With it what was added to it.
      rtnl_route_put(route)
    }
    rtnl_route_set_family(route, UInt8(family))
    rtnl_route_set_dst(route, all)
    rtnl_route_nh_set_ifindex(hop, link.index)
    rtnl_route_nh_set_gateway(hop, via)
    rtnl_route_add_nexthop(route, hop)
    try Self.check(
      rtnl_route_add(socket, route, NLM_F_CREATE | NLM_F_EXCL), "route by", "\(gateway)")
  }

  private func parsed(_ text: String) throws(NetworkError) -> OpaquePointer {
    var address: OpaquePointer?
    try Self.check(nl_addr_parse(text, AF_UNSPEC, &address), "read", text)
    guard let address else { throw outOfMemory(text) }
    return address
  }

  func outOfMemory(_ subject: String) -> NetworkError {
    NetworkError("prepare", subject, cause: "out of memory")
  }
}
