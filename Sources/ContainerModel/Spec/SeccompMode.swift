/// Which system calls a container may make.
public enum SeccompMode: String, Codable, Hashable, Sendable, CaseIterable {
  /// All but those that LXC's common profile refuses.
  case `default`
  /// All.
  case unconfined
}
