internal import Glibc

/// Tells a service manager how this process does (sd_notify(3)): a line to the socket that `NOTIFY_SOCKET` names. libsystemd, which does
/// the same, is not on OpenWrt.
public struct ServiceManager: Sendable {
  private let address: String?
  /// How often it wants to hear something; nil: it does not care.
  public let watchdog: Duration?

  /// The one that started this process, if any did.
  public init() {
    address = getenv("NOTIFY_SOCKET").map { String(cString: $0) }
    let microseconds = getenv("WATCHDOG_USEC").flatMap { Int64(String(cString: $0)) }
    watchdog = address == nil ? nil : microseconds.map { .microseconds($0) }
  }

  /// Sends `READY=1`, `STATUS=…`, `WATCHDOG=1`. Nobody is the worse for one that is lost.
  public func tell(_ lines: String...) {
    guard let address, var target = Self.target(address) else { return }
    let socket = Glibc.socket(AF_UNIX, Int32(SOCK_DGRAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
    guard socket >= 0 else { return }
    defer { close(socket) }
    let text = Array(lines.joined(separator: "\n").utf8)
    let length = socklen_t(MemoryLayout<sa_family_t>.size + address.utf8.count)
    _ = withUnsafePointer(to: &target) { target in
      target.withMemoryRebound(to: sockaddr.self, capacity: 1) { target in
        sendto(socket, text, text.count, Int32(MSG_NOSIGNAL), target, length)
      }
    }
  }

  /// A path, or `@` and the name of an abstract socket.
  private static func target(_ address: String) -> sockaddr_un? {
    var target = sockaddr_un()
    target.sun_family = sa_family_t(AF_UNIX)
    let bytes = Array(address.utf8)
    guard bytes.first == UInt8(ascii: "/") || bytes.first == UInt8(ascii: "@"),
      bytes.count < MemoryLayout.size(ofValue: target.sun_path)
    else { return nil }
    withUnsafeMutableBytes(of: &target.sun_path) { path in
      path.copyBytes(from: bytes)
      if bytes.first == UInt8(ascii: "@") { path[0] = 0 }
    }
    return target
  }
}
