/// What liblxc and the kernel said of one container, as they said it.
struct ContainerReading: Codable, Hashable, Sendable {
  /// The directory's name.
  var name: String
  /// `RUNNING`, `STOPPED`, `FROZEN`…
  var state: String
  /// The number of its init; nil where none runs.
  var initProcess: Int32?
  /// Items of its control group by name; those that are missing are left out.
  var items: [String: String] = [:]
  /// The interfaces inside, by name.
  var interfaces: [String: InterfaceReading] = [:]

  /// What shows that a group is frozen, by whomever: in version 1, and in version 2.
  static let freezerItems = ["freezer.state", "cgroup.freeze"]

  /// Whether its processes stand still although its monitor did not see to that.
  var isFrozen: Bool {
    items["freezer.state"]?.trimmed == "FROZEN" || items["cgroup.freeze"]?.trimmed == "1"
  }
}
