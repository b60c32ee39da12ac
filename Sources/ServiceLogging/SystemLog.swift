internal import Glibc

/// syslog(3): what OpenWrt's logd and busybox' syslogd read.
public struct SystemLog: Sendable {
  /// Where they listen.
  public static let standardPath = "/dev/log"

  /// Opens it under `identifier`, which must live as long as the process; nil where nobody listens.
  public init?(identifier: StaticString) {
    guard access(Self.standardPath, W_OK) == 0 else { return nil }
    identifier.withUTF8Buffer { name in
      name.withMemoryRebound(to: CChar.self) { openlog($0.baseAddress, LOG_PID, LOG_DAEMON) }
    }
  }

  /// Writes one line with a priority of syslog(3), 0 (the most urgent) to 7.
  public func write(_ text: String, priority: Int32) {
    text.withCString { text in withVaList([text]) { vsyslog(priority, "%s", $0) } }
  }
}
