/// What a container is doing, as far as liblxc and the kernel agree.
public enum RunCondition: Codable, Hashable, Sendable {
  /// No init, no monitor.
  case stopped
  /// Its init lives and its monitor answers.
  case running
  /// As running, but its cgroup is frozen.
  case frozen
  /// Its init lives although liblxc says that it is stopped: its monitor died.
  case orphaned
  /// It did not answer in time, or what answered makes no sense; the text says what happened. Not the same as stopped.
  case unknown(String)

  /// Whether an init lives, so that nothing may be started or removed.
  public var isAlive: Bool {
    switch self {
    case .running, .frozen, .orphaned: true
    case .stopped, .unknown: false
    }
  }
}
