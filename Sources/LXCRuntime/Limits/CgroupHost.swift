/// How this machine's control groups are laid out, and what they can limit.
///
/// A controller belongs to one hierarchy at a time, so each limit has one family here. What liblxc does with keys of the
/// other one is to warn and to start without the limit.
struct CgroupHost: Codable, Hashable, Sendable {
  /// The layouts that liblxc tells apart.
  enum Layout: String, Codable, Hashable, Sendable {
    /// Only hierarchies of version 1.
    case v1
    /// Both, even where version 1 has no controller and only names processes, as procd and lxc-auto set it up.
    case hybrid
    /// Only the hierarchy of version 2.
    case v2
  }

  /// The layout.
  var layout: Layout
  /// The family of each limit that the kernel has a controller for.
  var families: [LimitKind: CgroupFamily]
  /// The family that filters devices; nil where none does.
  var devices: CgroupFamily?
  /// All processors that a container of version 1 can have, which is what an unlimited one has; nil in version 2, which says
  /// that by an empty set.
  var allCPUs: String?
  /// What the scheduler calls the weight for I/O: `io.weight`, or one of BFQ's, which goes up to 1000 only.
  var ioWeightItem: String?

  /// What a plan may know of it.
  var supportedLimits: Set<String> { Set(families.keys.map(\.rawValue)) }

  /// Whether liblxc sets limits of version 2 from its config: in a hybrid layout it does not.
  var setsV2FromConfig: Bool { layout == .v2 }
}
