public import ContainerModel

/// How far the runs of this machine go by themselves: a status says what the next one would do.
public struct RunTerms: Hashable, Sendable {
  /// The deepest change.
  public var maxChange: MaxChange
  /// How many containers one may destroy; nil: the guard decides.
  public var allowDestroy: Int64?
  /// What they leave as it is for now.
  public var holds: Holds
  /// Whether they are the agent's.
  public var isUnattended: Bool

  /// Makes terms.
  public init(maxChange: MaxChange, allowDestroy: Int64?, holds: Holds, isUnattended: Bool) {
    self.maxChange = maxChange
    self.allowDestroy = allowDestroy
    self.holds = holds
    self.isUnattended = isUnattended
  }
}
