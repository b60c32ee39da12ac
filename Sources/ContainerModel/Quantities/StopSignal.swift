/// A signal by its name, as signal(7) lists it: `SIGTERM`, or `SIGRTMIN+3`.
public struct StopSignal: Hashable, Sendable {
  /// The name, with `SIG` in front.
  public let description: String

  /// Reads a name that can ask a process to end; `SIG` may be left out. Nil for an unknown name.
  public init?(_ text: Substring) {
    guard text.isASCII else { return nil }
    let name = text.hasPrefix("SIG") ? String(text) : "SIG\(text)"
    guard Self.names.contains(name) || Self.isRealTime(name) else { return nil }
    description = name
  }

  /// What an init that speaks LXC's language stops at (lxc.container.conf(5), `lxc.signal.halt`).
  public static let halt = StopSignal(known: "SIGPWR")

  private init(known name: String) {
    description = name
  }

  private static let names: Set<String> = [
    "SIGHUP", "SIGINT", "SIGQUIT", "SIGABRT", "SIGKILL", "SIGUSR1", "SIGUSR2", "SIGALRM",
    "SIGTERM", "SIGPWR", "SIGWINCH", "SIGCONT",
  ]

  private static func isRealTime(_ name: String) -> Bool {
    guard name.hasPrefix("SIGRTMIN+"), let offset = Int64(digits: name.dropFirst(9)) else {
      return false
    }
    return offset <= 30
  }
}

extension StopSignal: TextCodable {
  /// What the value is called in an error message.
  public static var kind: String { "signal" }
}
