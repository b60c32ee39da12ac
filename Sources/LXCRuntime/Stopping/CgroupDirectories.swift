internal import DurableFiles
internal import FoundationEssentials
internal import Glibc
internal import SystemPackage

/// The directories of control groups that liblxc made for one container, in every hierarchy.
struct CgroupDirectories: Sendable {
  /// Absolute paths.
  let paths: [String]

  /// Looks where liblxc makes them: at the top of a hierarchy, and in each group from there down to this process' own.
  ///
  /// - Parameters:
  ///   - name: the container.
  ///   - defined: the names of all containers, so that `web-1` is not taken for a second group of `web`.
  static func find(_ name: String, defined: Set<String>) throws(FileError) -> CgroupDirectories {
    let own = HostProcess.ofSelf.groups ?? []
    var paths: Set<String> = []
    for mount in try MountTable.ofThisProcess().entries
    where mount.type == "cgroup" || mount.type == "cgroup2" {
      var parents: Set<String> = [mount.mountPoint.string]
      for group in own {
        var path = mount.mountPoint.string
        for part in group.split(separator: "/") {
          path += "/\(part)"
          parents.insert(path)
        }
      }
      for parent in parents {
        for directory in (try? FileManager.default.contentsOfDirectory(atPath: parent)) ?? []
        where isGroup(directory, of: name, defined) { paths.insert("\(parent)/\(directory)") }
      }
    }
    return CgroupDirectories(paths: paths.sorted())
  }

  /// Removes those that hold no process, and leaves the others.
  /// - Returns: whether all are gone.
  func removeEmpty() -> Bool {
    paths.map(Self.removeTree).allSatisfy(\.self)
  }

  /// Lets frozen processes go on, which otherwise could not even be killed in version 1.
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

  private static func isGroup(_ directory: String, of name: String, _ defined: Set<String>) -> Bool
  {
    for role in ContainerProcess.Role.allCases where directory.hasPrefix(role.rawValue) {
      return ContainerProcess.belongs(
        String(directory.dropFirst(role.rawValue.count)), to: name, others: defined)
    }
    return false
  }
}
