/// How control groups are laid out here.
public struct ControlGroupAccount: Hashable, Sendable {
  /// The layouts that liblxc tells apart.
  public enum Layout: String, Hashable, Sendable {
    /// Nothing is mounted.
    case none
    /// Hierarchies of version 1 only.
    case version1 = "v1"
    /// Both, even where version 1 only names processes.
    case hybrid
    /// Version 2 only.
    case version2 = "v2"
  }

  /// The layout.
  public var layout = Layout.none
  /// The limits that a spec may have here, by their path in it, and `devices` where those can be filtered.
  public var limits: Set<String> = []
  /// The controllers that hierarchies of version 1 have, and `name=…` of those without.
  public var version1: Set<String> = []
  /// Where version 2 is mounted.
  public var version2Place: String?
  /// The controllers that version 2 could give to groups.
  public var available: Set<String> = []
  /// Those that the groups below the topmost have.
  public var handedDown: Set<String> = []
  /// Controllers that the kernel has and was told at its start not to use (`/proc/cgroups`, `enabled`).
  public var disabled: Set<String> = []
  /// Places of hierarchies that are mounted read-only.
  public var readOnly: [String] = []

  /// Nothing is mounted.
  public init() {}
}
