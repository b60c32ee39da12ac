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

  /// The directory of containers that it is known to belong to: its monitor has that in its command line. Nil for an orphan.
  var lxcPath: String? {
    let monitor = role == .monitor ? process : process.parent.map(HostProcess.init)
    guard let words = monitor?.commandLine?.parts(by: " "), words.count == 4,
      words[0] == "[lxc", words[1] == "monitor]"
    else { return nil }
    return String(words[2])
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
