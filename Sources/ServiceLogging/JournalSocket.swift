internal import Glibc

/// journald, spoken to in its own protocol (systemd.io/JOURNAL_NATIVE_PROTOCOL): a datagram of fields to a socket with a fixed name.
/// libsystemd does the same, and is not on OpenWrt; it would be loaded into each run for these few lines.
public struct JournalSocket: Sendable {
  /// Where it listens.
  public static let standardPath = "/run/systemd/journal/socket"
  /// Longer values are cut: a datagram has its bounds, and beyond them the protocol wants a sealed file in memory.
  static let valueLimit = 16 << 10

  private let descriptor: Int32

  /// A socket for as long as this process lives; nil where nobody listens.
  public init?(path: String = standardPath) {
    descriptor = socket(AF_UNIX, Int32(SOCK_DGRAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
    guard descriptor >= 0 else { return nil }
    var target = sockaddr_un()
    target.sun_family = sa_family_t(AF_UNIX)
    let bytes = Array(path.utf8)
    guard bytes.count < MemoryLayout.size(ofValue: target.sun_path) else {
      close(descriptor)
      return nil
    }
    withUnsafeMutableBytes(of: &target.sun_path) { $0.copyBytes(from: bytes) }
    let descriptor = descriptor
    let isConnected = withUnsafePointer(to: &target) { target in
      target.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_un>.size)) == 0
      }
    }
    guard isConnected else {
      close(descriptor)
      return nil
    }
  }

  /// Whether the file that `descriptor` refers to is the stream to journald that `stream` (`JOURNAL_STREAM`, systemd.exec(5)) names
  /// as `device:inode`: a pipe or a file that somebody put in its place is not.
  public static func isStream(_ stream: String?, descriptor: Int32) -> Bool {
    var status = stat()
    guard let stream, fstat(descriptor, &status) == 0 else { return false }
    return stream == "\(status.st_dev):\(status.st_ino)"
  }

  /// Sends one entry; false where that failed.
  ///
  /// - Parameter fields: capital letters, digits and `_` with any text, `MESSAGE` and `PRIORITY` (syslog(3)) among them.
  public func send(_ fields: [(name: String, value: String)]) -> Bool {
    let bytes = Self.datagram(fields)
    return Glibc.send(descriptor, bytes, bytes.count, Int32(MSG_NOSIGNAL)) == bytes.count
  }

  /// `NAME=value`, or, where the value has line breaks, the name, its length as 64 bits, the lowest byte first, and the value.
  static func datagram(_ fields: [(name: String, value: String)]) -> [UInt8] {
    var bytes: [UInt8] = []
    for (name, value) in fields {
      let value = Array(value.utf8.prefix(valueLimit))
      bytes += name.utf8
      if value.contains(0x0a) {
        bytes.append(0x0a)
        withUnsafeBytes(of: UInt64(value.count).littleEndian) { bytes += $0 }
      } else {
        bytes.append(UInt8(ascii: "="))
      }
      bytes += value
      bytes.append(0x0a)
    }
    return bytes
  }
}
