public import ContainerModel

/// What went to the attic at one occasion.
public struct AtticEntry: Codable, Hashable, Sendable {
  /// Its directory: `20261123T191402Z-web`.
  public let name: String
  /// Whose it was.
  public let container: ContainerName
  /// When, RFC 3339 in UTC.
  public let time: String
  /// Why; nil where its record is damaged.
  public let reason: String?
  /// Names of volumes, sorted.
  public let volumes: [String]
  /// Keys of uppers, sorted.
  public let uppers: [String]
  /// How much storage it takes.
  public let bytes: Int64
  /// For how many seconds more it is kept; negative once a run may clear it away.
  public let secondsLeft: Int64
}
