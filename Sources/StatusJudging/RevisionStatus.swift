public import ContainerModel

/// Which commits a machine has seen.
public struct RevisionStatus: Codable, Hashable, Sendable {
  /// The last one that a run read, whether it began to carry it out or refused it; nil before the first.
  public var attempted: Revision?
  /// The last one that was applied whole, without a failure; nil before the first.
  public var applied: Revision?

  /// Makes one.
  public init(attempted: Revision?, applied: Revision?) {
    self.attempted = attempted
    self.applied = applied
  }

  /// Whether the last one attempted was applied whole.
  public var isApplied: Bool { attempted != nil && attempted?.commit == applied?.commit }
}
