internal import ContainerModel
internal import Reconciling

/// Writes the LXC config of one container: the same entry and facts give the same text.
///
/// Keys: lxc.container.conf(5). init's arguments are not among them, since `lxc.init.cmd` is split at blanks without regard to
/// quotes; they are given to liblxc at the start.
struct ConfigRendering {
  let entry: InventoryEntry
  let places: ContainerPlaces
  let facts: ConfigFacts
  private(set) var config: LXCConfig

  var spec: ContainerSpec { entry.spec }
  var isUnprivileged: Bool { entry.mapping != nil }

  private init(_ places: ContainerPlaces, facts: ConfigFacts) {
    entry = places.entry
    self.places = places
    self.facts = facts
    config = LXCConfig(for: places.entry.spec.name.description)
  }

  /// The whole text.
  static func text(_ places: ContainerPlaces, facts: ConfigFacts) throws(LXCRuntimeError) -> String
  {
    var rendering = ConfigRendering(places, facts: facts)
    try rendering.identity()
    try rendering.rootfs()
    try rendering.mounts()
    try rendering.process()
    try rendering.security()
    try rendering.networks()
    try rendering.deviceAccess()
    try rendering.limits()
    return rendering.config.text
  }

  mutating func set(_ key: String, _ value: String) throws(LXCRuntimeError) {
    try config.set(key, value)
  }

  private mutating func identity() throws(LXCRuntimeError) {
    try set("lxc.uts.name", spec.name.description)
    // turris-apply starts it at boot, in order, and keeps its data when it is destroyed.
    try set("lxc.start.auto", "0")
    try set("lxc.rootfs.managed", "0")
    if let mapping = entry.mapping {
      try set("lxc.idmap", "u 0 \(mapping.first) \(mapping.count)")
      try set("lxc.idmap", "g 0 \(mapping.first) \(mapping.count)")
    }
    try set("lxc.pty.max", "1024")
    try set("lxc.tty.max", "4")
    try set("lxc.console.logfile", places.run.console(spec.name))
    try set("lxc.console.size", "\(Self.consoleSize)")
  }

  /// Bytes kept of what a container writes to its console; liblxc begins anew when they are full.
  static let consoleSize = 65536

  private mutating func process() throws(LXCRuntimeError) {
    for (name, value) in spec.environment.sorted(by: { $0.key < $1.key }) {
      try set("lxc.environment", "\(name)=\(value)")
    }
    if let directory = spec.workingDirectory { try set("lxc.init.cwd", directory) }
    if let user = spec.user {
      try set("lxc.init.uid", "\(user.uid)")
      try set("lxc.init.gid", "\(user.gid ?? user.uid)")
    }
    try set("lxc.signal.halt", spec.stop.signal.description)
    for (name, value) in spec.prlimits.sorted(by: { $0.key < $1.key }) {
      try set("lxc.prlimit.\(name)", "\(value)")
    }
    for (name, value) in spec.sysctls.sorted(by: { $0.key < $1.key }) {
      try set("lxc.sysctl.\(name)", value)
    }
  }

  private mutating func limits() throws(LXCRuntimeError) {
    let settings = try facts.limits.settings(
      spec.resources, devices: facts.blockDevices, clearing: false)
    for setting in settings {
      let kind = LimitKind.allCases.first { facts.limits.items(of: $0).contains(setting.item) }
      guard let family = kind.flatMap({ facts.limits.host.families[$0] }),
        family == .v2 || facts.knowsV1Keys
      else { continue }
      try set(family.keyPrefix + setting.item, setting.value)
    }
  }
}
