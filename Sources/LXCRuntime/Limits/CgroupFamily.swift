/// The two interfaces of control groups, whose items have other names and units.
enum CgroupFamily: String, Codable, Hashable, Sendable {
  /// One hierarchy for each controller (kernel documentation, `cgroup-v1`).
  case v1
  /// One hierarchy for all (kernel documentation, `cgroup-v2`).
  case v2

  /// What an LXC config key of this family begins with (lxc.container.conf(5)).
  var keyPrefix: String {
    switch self {
    case .v1: "lxc.cgroup."
    case .v2: "lxc.cgroup2."
    }
  }
}
