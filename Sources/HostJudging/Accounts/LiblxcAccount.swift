/// What was found out about liblxc.
public struct LiblxcAccount: Hashable, Sendable {
  /// `5.0.2`.
  public var version: String
  /// Keys that configs of ours have and this liblxc does not know.
  public var missing: [String]
  /// Whether it knows limits of version 1 (`lxc.cgroup.`).
  public var knowsVersion1: Bool
  /// Whether it was built with seccomp.
  public var knowsSeccomp: Bool

  /// Takes what liblxc says.
  public init(version: String, missing: [String], knowsVersion1: Bool, knowsSeccomp: Bool) {
    self.version = version
    self.missing = missing
    self.knowsVersion1 = knowsVersion1
    self.knowsSeccomp = knowsSeccomp
  }
}
