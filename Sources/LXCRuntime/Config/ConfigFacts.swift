/// What a config depends on besides the inventory entry: this machine.
struct ConfigFacts: Hashable, Sendable {
  /// The control groups.
  var limits: LimitTable
  /// Whether liblxc knows keys for control groups of version 1; LXC 7 does not, and refuses a config that has one.
  var knowsV1Keys: Bool
  /// The seccomp profile; nil where liblxc was built without seccomp.
  var seccompProfile: String?
  /// The devices that limits speak of.
  var blockDevices = BlockDevices()
  /// Type and number of the devices of the spec, `c 188:0` by `/dev/ttyUSB0`, as far as they are there.
  var deviceNumbers: [String: String] = [:]
  /// Those sources of bind mounts that are no directories.
  var fileSources: Set<String> = []
}
