/// Capabilities by the names of capabilities(7), in lower case and without `CAP_`.
public enum CapabilitySpec: Codable, Hashable, Sendable {
  /// What LXC's common configuration drops is dropped.
  case standard
  /// These are dropped as well.
  case drop([String])
  /// All but these are dropped.
  case keep([String])
}
