public import ContainerModel
public import Planning

/// A run of the past.
public struct PageRun: Codable, Hashable, Sendable {
  /// Its id, as `turris-apply history` takes it.
  public var id: String
  /// When it began to change things (RFC 3339, UTC).
  public var time: String
  /// The commit that it went by; nil where it only mended what was applied before.
  public var revision: Revision?
  /// What it meant to change, and what it could not.
  public var resources: [PlannedResource]
  /// Why steps failed.
  public var failures: [String]
  /// How long it took; nil where it was cut off, or is under way.
  public var milliseconds: Int64?

  /// Makes one.
  public init(
    id: String, time: String, revision: Revision?, resources: [PlannedResource],
    failures: [String], milliseconds: Int64?
  ) {
    self.id = id
    self.time = time
    self.revision = revision
    self.resources = resources
    self.failures = failures
    self.milliseconds = milliseconds
  }
}
