internal import CLibNL
internal import Glibc

/// A conversation with the kernel about the interfaces of one network namespace (rtnetlink(7)).
public struct RouteSocket: ~Copyable {
  let socket: OpaquePointer

  private init(socket: OpaquePointer) { self.socket = socket }

  deinit { nl_socket_free(socket) }

  /// Talks about the network of the calling thread.
  public static func ofCaller() throws(NetworkError) -> RouteSocket {
    guard let socket = nl_socket_alloc() else {
      throw NetworkError("make a netlink socket", cause: "out of memory")
    }
    let made = RouteSocket(socket: socket)
    try check(nl_connect(socket, NETLINK_ROUTE), "make a netlink socket")
    return made
  }

  /// Talks about the network of a process, such as a container's init.
  public static func ofProcess(_ process: Int32) throws(NetworkError) -> RouteSocket {
    try NetworkNamespace.enter(of: process) { () throws(NetworkError) in try ofCaller() }
  }

  /// All interfaces, by number.
  public func links() throws(NetworkError) -> [NetworkLink] {
    var cache: OpaquePointer?
    try Self.check(rtnl_link_alloc_cache(socket, AF_UNSPEC, &cache), "list the interfaces")
    guard let cache else { return [] }
    defer { nl_cache_free(cache) }
    var links: [NetworkLink] = []
    var object = nl_cache_get_first(cache)
    while let current = object {
      links.append(NetworkLink(current))
      object = nl_cache_get_next(current)
    }
    return links.sorted { $0.index < $1.index }
  }

  /// The interface called `name`; nil where there is none.
  public func link(named name: String) throws(NetworkError) -> NetworkLink? {
    var link: OpaquePointer?
    let result = rtnl_link_get_kernel(socket, 0, name, &link)
    if result == -NLE_OBJ_NOTFOUND || result == -NLE_NODEV { return nil }
    try Self.check(result, "look for interface", name)
    guard let link else { return nil }
    defer { rtnl_link_put(link) }
    return NetworkLink(link)
  }

  /// All addresses of all interfaces.
  public func addresses() throws(NetworkError) -> [LinkAddress] {
    var cache: OpaquePointer?
    try Self.check(rtnl_addr_alloc_cache(socket, &cache), "list the addresses")
    guard let cache else { return [] }
    defer { nl_cache_free(cache) }
    var addresses: [LinkAddress] = []
    var object = nl_cache_get_first(cache)
    while let current = object {
      if let address = LinkAddress(current) { addresses.append(address) }
      object = nl_cache_get_next(current)
    }
    return addresses
  }

  /// Makes an interface a port of another bridge; it stays up meanwhile.
  public func move(_ link: NetworkLink, to bridge: NetworkLink) throws(NetworkError) {
    guard link.master != bridge.index else { return }
    // The kernel moves a port from one bridge to another only by way of none (rtnl_link_enslave_ifindex).
    try Self.check(
      rtnl_link_enslave_ifindex(socket, bridge.index, link.index),
      "move interface '\(link.name)' to bridge", bridge.name)
  }

  static func check(
    _ result: Int32, _ operation: String, _ subject: String? = nil
  ) throws(NetworkError) {
    guard result < 0 else { return }
    throw NetworkError(operation, subject, cause: String(cString: nl_geterror(result)).lowercased())
  }
}
