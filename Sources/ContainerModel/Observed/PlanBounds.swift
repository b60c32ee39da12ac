/// How far a run may go by itself.
public struct PlanBounds: Codable, Hashable, Sendable {
  /// At most so many containers may be destroyed; nil: the guard decides, a quarter of them and never the last.
  public var allowDestroy: Int64?
  /// Only these containers are looked at; nil: all. Such a run destroys nothing.
  public var only: [ContainerName]?
  /// The specs come from another repository or folder than those that were applied last: nothing is pruned without `allowDestroy`.
  public var sourceChanged: Bool
  /// The deepest change that a run makes by itself.
  public var maxChange: MaxChange
  /// What was applied before is mended, since the commit cannot be: what would refuse a commit holds back only its container.
  public var isHealing: Bool

  /// Specs that failed before are tried again, and containers started that ended by themselves.
  public var retry = false
  /// Nobody sits before it: what ended again and again is not started again before its pause is over.
  public var isUnattended = false
  /// What is left as it is for now.
  public var holds = Holds()

  /// Makes bounds; by default the guard alone.
  public init(
    allowDestroy: Int64? = nil, only: [ContainerName]? = nil, sourceChanged: Bool = false,
    maxChange: MaxChange = .destroy, isHealing: Bool = false
  ) {
    self.allowDestroy = allowDestroy
    self.only = only
    self.sourceChanged = sourceChanged
    self.maxChange = maxChange
    self.isHealing = isHealing
  }
}
