/// Capabilities by the names of capabilities(7), in lower case and without `CAP_`.
public enum CapabilitySpec: Codable, Hashable, Sendable {
  /// What LXC's common configuration drops is dropped.
  case standard
  /// These are dropped as well.
  case drop([String])
  /// All but these are dropped.
  case keep([String])
}

extension CapabilitySpec {
  /// What LXC's common configuration drops (`common.conf` of LXC 4 to 6).
  public static let commonDrops: Set<String> = [
    "mac_admin", "mac_override", "sys_time", "sys_module", "sys_rawio",
  ]
}
