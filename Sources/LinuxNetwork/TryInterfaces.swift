internal import CLibNL
internal import CLinux
internal import Glibc
public import Workers

/// Makes interfaces as containers have them, in a network namespace of the worker that ends with it.
public enum TryInterfaces: ServedTask {
  /// Nothing has to be known.
  public struct Request: Codable, Sendable {
    /// Asks for all.
    public init() {}
  }

  /// Nothing is said on the way.
  public struct Progress: Codable, Sendable {}

  /// Why each could not be made; nil where it could.
  public struct Reply: Codable, Hashable, Sendable {
    /// A bridge.
    public var bridge: String?
    /// A pair of interfaces, one of them a port of the bridge where there is one.
    public var veth: String?
  }

  /// What it is called on the command line.
  public static let name = "try-interfaces"

  /// Tries both.
  public static func run(
    _ request: Request, report: (Progress) throws -> Void
  ) throws -> Reply {
    guard clinux_unshare_network() == 0 else {
      let reason =
        "no network namespace to try it in: \(String(cString: strerror(errno)).lowercased())"
      return Reply(bridge: reason, veth: reason)
    }
    let socket = try RouteSocket.ofCaller()
    return Reply(
      bridge: failure { () throws(NetworkError) in try socket.makeBridge(named: "try0") },
      veth: failure { () throws(NetworkError) in
        try socket.makeVeth(named: "try1", on: try socket.link(named: "try0"))
      })
  }

  private static func failure(_ attempt: () throws(NetworkError) -> Void) -> String? {
    do throws(NetworkError) {
      try attempt()
      return nil
    } catch {
      return error.cause
    }
  }
}

extension RouteSocket {
  fileprivate func makeBridge(named name: String) throws(NetworkError) {
    guard let link = rtnl_link_bridge_alloc() else { throw outOfMemory(name) }
    defer { rtnl_link_put(link) }
    rtnl_link_set_name(link, name)
    try Self.check(
      rtnl_link_add(socket, link, NLM_F_CREATE | NLM_F_EXCL), "make interface", name)
  }

  fileprivate func makeVeth(
    named name: String, on bridge: NetworkLink?
  ) throws(NetworkError) {
    guard let link = rtnl_link_veth_alloc() else { throw outOfMemory(name) }
    defer { rtnl_link_put(link) }
    rtnl_link_set_name(link, name)
    if let bridge { rtnl_link_set_master(link, bridge.index) }
    try Self.check(
      rtnl_link_add(socket, link, NLM_F_CREATE | NLM_F_EXCL), "make interface", name)
  }
}
