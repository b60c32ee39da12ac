/// What this machine can do.
public struct HostFacts: Codable, Hashable, Sendable {
  /// The ids for unprivileged containers; nil where none are given to root in `/etc/subuid` and `/etc/subgid`.
  public var idRange: IDRange?
  /// Why there is no id range, and what to do.
  public var idRangeProblem: String?
  /// Which limits the kernel has a controller for, by path; `resources.io.devices` stands for all of a device's.
  @Ordered public var supportedLimits: Set<String>
  /// How the cgroups are laid out, for messages: `v1`, `hybrid` or `v2`.
  public var cgroupLayout: String
  /// Whether a running container can be denied a device again: liblxc's filter for version 2 tries the oldest rule first.
  public var canTakeDevices: Bool { cgroupLayout != "v2" }
  /// The bridges of this machine, and for messages other interfaces too.
  @Ordered public var bridges: Set<String>
  /// Other interfaces, which cannot take a container's port.
  @Ordered public var interfaces: Set<String>
  /// Where this program keeps what is its own, by absolute paths: no container may see that, whatever the policy lists.
  public var ownDirectories: [String]
  /// Where those paths of specs really lead that lead there by a symbolic link: who may change a link could otherwise show a
  /// container anything, whatever the policy lists.
  public var links: [String: String]

  /// Makes facts.
  public init(
    idRange: IDRange?, idRangeProblem: String? = nil, supportedLimits: Set<String>,
    cgroupLayout: String, bridges: Set<String>, interfaces: Set<String> = [],
    ownDirectories: [String] = [], links: [String: String] = [:]
  ) {
    self.idRange = idRange
    self.idRangeProblem = idRangeProblem
    self.supportedLimits = supportedLimits
    self.cgroupLayout = cgroupLayout
    self.bridges = bridges
    self.interfaces = interfaces
    self.ownDirectories = ownDirectories
    self.links = links
  }
}
