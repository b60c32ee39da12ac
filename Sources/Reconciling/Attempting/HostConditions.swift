public import ContainerModel

/// What the reconciler is told of this machine: settings and files that it does not read itself.
public struct HostConditions: Hashable, Sendable {
  /// What the owner allows.
  public var policy: Policy
  /// The ids for unprivileged containers.
  public var idRange: IDRange?
  /// Why there are none.
  public var idRangeProblem: String?

  /// Where this program keeps what is its own, by absolute paths.
  public var ownDirectories: [String]

  /// Makes conditions.
  public init(
    policy: Policy, idRange: IDRange?, idRangeProblem: String?, ownDirectories: [String]
  ) {
    self.policy = policy
    self.idRange = idRange
    self.idRangeProblem = idRangeProblem
    self.ownDirectories = ownDirectories
  }
}
