/// What separates a container from the host.
public struct SecuritySpec: Codable, Hashable, Sendable {
  /// Root in the container is root on the host.
  public var privileged = false
  /// Which capabilities its processes can have at most.
  public var capabilities: CapabilitySpec = .standard
  /// Which system calls they may make.
  public var seccomp: SeccompMode = .default
  /// Whether set-user-id programs and file capabilities give nothing (prctl(2), `PR_SET_NO_NEW_PRIVS`).
  public var noNewPrivileges = false

  /// Makes the default: unprivileged, LXC's common drops, seccomp on.
  public init() {}
}
