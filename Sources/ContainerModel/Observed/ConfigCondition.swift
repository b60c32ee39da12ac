/// How the LXC config on disk relates to what the inventory says of it.
public enum ConfigCondition: String, Codable, Hashable, Sendable {
  /// As it was written, and as it would be written now.
  case current
  /// Somebody changed it.
  case edited
  /// As it was written, but this release or this host would write it otherwise.
  case outdated
  /// Not there.
  case missing
}
