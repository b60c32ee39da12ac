internal import DurableFiles
internal import FoundationEssentials
internal import Glibc
internal import SystemPackage

/// The directories of control groups that liblxc made for one container, in every hierarchy.
struct CgroupDirectories: Sendable {
  /// Absolute paths.
  let paths: [String]

  /// Those that the processes of a container are in.
  static func of(_ processes: [HostProcess]) throws(FileError) -> CgroupDirectories {
    let groups = Set(processes.compactMap(\.groups).joined().compactMap(top))
    var paths: Set<String> = []
    for mountPoint in try hierarchies() {
      for group in groups {
        let path = mountPoint + group
        if FileManager.default.fileExists(atPath: path) { paths.insert(path) }
      }
    }
    return CgroupDirectories(paths: paths.sorted())
  }

  /// Those that stand where liblxc makes them: at the top of a hierarchy, and in each group from there down to this process' own.
  static func leftovers(of container: ContainerPlace) throws(FileError) -> CgroupDirectories {
    var paths: [String] = []
    for parent in try parents().sorted() {
      for name in (try? FileManager.default.contentsOfDirectory(atPath: parent)) ?? [] {
        guard let (_, group) = ContainerProcess.place(named: name[...]),
          ContainerProcess.belongs(group, to: container.name, others: container.defined)
        else { continue }
        paths.append("\(parent)/\(name)")
      }
    }
    return CgroupDirectories(paths: paths)
  }

  /// Where liblxc makes groups.
  private static func parents() throws(FileError) -> Set<String> {
    let own = HostProcess.ofSelf.groups ?? []
    var parents: Set<String> = []
    for mountPoint in try hierarchies() {
      for group in own {
        var path = mountPoint
        parents.insert(path)
        for part in group.parts(by: "/") {
          path += "/\(part)"
          parents.insert(path)
        }
      }
    }
    return parents
  }

  /// Removes those that hold no process, and leaves the others.
  /// - Returns: whether all are gone.
  @discardableResult
  func removeEmpty() -> Bool {
    paths.map(Self.removeTree).allSatisfy(\.self)
  }

  /// Lets frozen processes go on, which in version 1 could not even be killed.
  func thaw() {
    for path in paths {
      for (item, value) in [("freezer.state", "THAWED"), ("cgroup.freeze", "0")] {
        // Each hierarchy has at most one of the two.
        let file = open("\(path)/\(item)", O_WRONLY | O_CLOEXEC)
        guard file >= 0 else { continue }
        _ = write(file, value, value.utf8.count)
        close(file)
      }
    }
  }

  /// A group is removed by rmdir(2), its items with it, once it has neither processes nor groups below.
  private static func removeTree(_ path: String) -> Bool {
    for name in (try? FileManager.default.contentsOfDirectory(atPath: path)) ?? [] {
      let below = "\(path)/\(name)"
      if HostPaths.look(below)?.type == .directory { _ = removeTree(below) }
    }
    return rmdir(path) == 0 || errno == ENOENT
  }

  private static func hierarchies() throws(FileError) -> Set<String> {
    Set(
      try MountTable.ofThisProcess().entries
        .filter { $0.type == "cgroup" || $0.type == "cgroup2" }.map(\.mountPoint.string))
  }

  /// The group that liblxc made, which the container's own may lie below.
  static func top(of group: Substring) -> String? {
    let parts = group.parts(by: "/")
    guard let end = parts.firstIndex(where: { ContainerProcess.place(named: $0) != nil }) else {
      return nil
    }
    return "/" + parts[...end].joined(separator: "/")
  }
}
