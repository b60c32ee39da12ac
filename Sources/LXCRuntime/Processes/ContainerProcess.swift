internal import DurableFiles

/// A process in a control group that liblxc made for a container.
struct ContainerProcess: Hashable, Sendable {
  /// What the group is for.
  enum Role: String, Hashable, Sendable, CaseIterable {
    /// The container's own processes.
    case payload = "lxc.payload."
    /// The process of liblxc that looks after it.
    case monitor = "lxc.monitor."
  }

  let process: HostProcess
  let role: Role
  /// What stands behind the role in the group's name: the container's name, and `-1`, `-2`… where a group of that name was left
  /// from before.
  let group: String
  /// Whether it is the first process of its process namespace.
  let isInit: Bool

  /// All of them on this machine whose group `isWanted`; those of containers in containers belong to the outer one.
  static func all(where isWanted: (String) -> Bool = { _ in true }) -> [ContainerProcess] {
    let own = HostProcess.ofSelf.namespaces?.depth ?? 1
    return HostProcess.all().compactMap { process in
      guard let (role, group) = (process.groups ?? []).lazy.compactMap({ place(in: $0) }).first,
        isWanted(group)
      else { return nil }
      let namespaces = role == .payload ? process.namespaces : nil
      return ContainerProcess(
        process: process, role: role, group: group,
        isInit: namespaces?.innermost == 1 && namespaces?.depth == own + 1)
    }
  }

  /// Whether liblxc would call the group of the container called `name` so, when `others` are defined besides.
  static func belongs(_ group: String, to name: String, others: Set<String>) -> Bool {
    if group == name { return true }
    guard group.hasPrefix("\(name)-"), !others.contains(group) else { return false }
    let number = group.dropFirst(name.count + 1)
    return !number.isEmpty && number.allSatisfy(\.isNumber)
  }

  /// Whether it is one of the container's own. Where its monitor lives that says whose it is, for `web` may run in a group that
  /// is called as that of `web-1`, and another `web` below another directory; where it does not, the group's name is all that
  /// there is to go by.
  func belongs(to container: ContainerPlace) -> Bool {
    guard Self.mayBelong(group, to: container.name) else { return false }
    if let owner { return owner.lxcPath == container.lxcPath && owner.name == container.name }
    return Self.belongs(group, to: container.name, others: container.defined)
  }

  /// Whether liblxc could ever call a group of the container called `name` so.
  static func mayBelong(_ group: String, to name: String) -> Bool {
    belongs(group, to: name, others: [])
  }

  /// The container that it is known to belong to, and the directory of that: its monitor has both in its command line. Nil for an
  /// orphan.
  var owner: (lxcPath: String, name: String)? {
    (role == .monitor ? process : process.parent.map(HostProcess.init))?.monitored
  }

  /// The role and the name in the first part of `path` that has one.
  private static func place(in path: Substring) -> (Role, String)? {
    for part in path.parts(by: "/") {
      if let place = place(named: part) { return place }
    }
    return nil
  }

  /// The role and the name of a group.
  static func place(named part: Substring) -> (Role, String)? {
    for role in Role.allCases where part.hasPrefix(role.rawValue) {
      return (role, String(part.dropFirst(role.rawValue.count)))
    }
    return nil
  }
}
