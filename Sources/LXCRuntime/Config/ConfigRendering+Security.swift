internal import ContainerModel

extension ConfigRendering {
  mutating func security() throws(LXCRuntimeError) {
    switch spec.security.capabilities {
    case .standard: try drop(CapabilitySpec.commonDrops)
    case .drop(let names): try drop(CapabilitySpec.commonDrops.union(names))
    case .keep(let names):
      let kept = names.isEmpty ? ["none"] : Set(names).sorted()
      try set("lxc.cap.keep", kept.joined(separator: " "))
    }
    if spec.security.seccomp == .default {
      guard let profile = facts.seccompProfile else {
        throw LXCRuntimeError(
          "configure", spec.name.description,
          cause: "liblxc was built without seccomp here; only security.seccomp: unconfined works")
      }
      try set("lxc.seccomp.profile", profile)
    }
    if spec.security.noNewPrivileges { try set("lxc.no_new_privs", "1") }
  }

  private mutating func drop(_ names: Set<String>) throws(LXCRuntimeError) {
    try set("lxc.cap.drop", names.sorted().joined(separator: " "))
  }

  /// What every container may use, as in LXC's common configuration: making any node, but using only these.
  private static let commonDevices = [
    "c *:* m", "b *:* m", "c 1:3 rwm", "c 1:5 rwm", "c 1:7 rwm", "c 1:8 rwm", "c 1:9 rwm",
    "c 5:0 rwm", "c 5:1 rwm", "c 5:2 rwm", "c 136:* rwm",
  ]

  /// Those of the rules for every container that concern a device of `rules`.
  static func commonDevices(among rules: [String]) -> [String] {
    func device(_ rule: String) -> Substring { rule.prefix { $0 != ":" } }
    return commonDevices.filter { common in rules.contains { device($0) == device(common) } }
  }

  mutating func deviceAccess() throws(LXCRuntimeError) {
    guard let family = facts.limits.host.devices, family == .v2 || facts.knowsV1Keys else { return }
    try set(family.keyPrefix + "devices.deny", "a")
    for rule in Self.commonDevices { try set(family.keyPrefix + "devices.allow", rule) }
    for device in spec.devices {
      // One that is not there now is named when the container is to be started.
      guard let number = facts.deviceNumbers[device.path] else { continue }
      try set(family.keyPrefix + "devices.allow", "\(number) \(device.mode)")
    }
  }
}
