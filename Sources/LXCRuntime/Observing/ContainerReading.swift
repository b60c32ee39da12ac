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
}
