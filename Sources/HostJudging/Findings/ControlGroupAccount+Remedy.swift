extension ControlGroupAccount {
  /// What to do that a limit of this path in a spec is had; nil where the kernel itself lacks it.
  func remedy(for path: String) -> String? {
    guard layout != .none else { return nil }
    if path == "resources.memory.high", layout != .version2 {
      return "only control groups of version 2 alone can throttle memory"
    }
    guard let names = Self.controllers[path] else { return nil }
    if let off = names.first(where: disabled.contains) {
      return
        "take cgroup_disable=\(off) off the kernel's command line, or add cgroup_enable=\(off) where a vendor's kernel needs that"
    }
    guard version1.isDisjoint(with: names) else { return nil }
    if let place = version2Place, layout == .hybrid,
      let name = names.first(where: available.contains), !handedDown.contains(name)
    {
      return
        "let groups have the controller, at each boot: echo +\(name) > \(place)/cgroup.subtree_control"
    }
    return nil
  }

  /// By the names of both versions.
  private static let controllers: [String: [String]] = [
    "resources.memory.limit": ["memory"], "resources.memory.high": ["memory"],
    "resources.memory.swap": ["memory"], "resources.cpu.limit": ["cpu"],
    "resources.cpu.weight": ["cpu"], "resources.cpu.set": ["cpuset"],
    "resources.pids.limit": ["pids"], "resources.io.devices": ["io", "blkio"],
    "resources.io.weight": ["io", "blkio"], "devices": ["devices"],
  ]
}
