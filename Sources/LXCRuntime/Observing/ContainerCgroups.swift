internal import DurableFiles
internal import SystemPackage

/// The control groups that hold one container, as the kernel names them (`/proc/PID/cgroup`, cgroups(7)). liblxc would tell the
/// same, by two conversations with the container's monitor for each item.
struct ContainerCgroups {
  /// The mounted hierarchies: a mount point by controller; the one of version 2 by an empty text.
  struct Hierarchies: Sendable {
    private(set) var mountPoints: [Substring: String] = [:]

    /// Those of this process.
    init() throws(FileError) {
      self.init(try MountTable.ofThisProcess().entries)
    }

    /// - Parameter mounts: the mounts of this process. Of several in one place the last one is seen.
    init(_ mounts: [MountEntry]) {
      for mount in mounts {
        if mount.type == "cgroup2" { mountPoints[""] = mount.mountPoint.string }
        guard mount.type == "cgroup" else { continue }
        for option in mount.options { mountPoints[option[...]] = mount.mountPoint.string }
      }
    }
  }

  /// A directory by controller.
  private var directories: [Substring: String] = [:]

  /// The groups that liblxc made for the container whose init is `process`; init may have gone into groups below.
  init(of process: HostProcess, in hierarchies: Hierarchies) {
    // In version 1 nearly all lines say the same.
    var tops: [Substring: String?] = [:]
    for line in process.groupLines ?? [] {
      let parts = line.parts(by: ":", maxSplits: 2, keepingEmpty: true)
      guard parts.count == 3 else { continue }
      let top = tops[parts[2]] ?? CgroupDirectories.top(of: parts[2])
      tops[parts[2]] = top
      guard let group = top else { continue }
      for controller in parts[1].parts(by: ",", keepingEmpty: true) {
        guard let mountPoint = hierarchies.mountPoints[controller] else { continue }
        directories[controller] = mountPoint + group
      }
    }
  }

  /// What an item such as `memory.max` holds; nil where there is none.
  func read(_ item: String) -> String? {
    let controller = item.prefix { $0 != "." }
    guard let directory = directories[controller] ?? directories[""],
      let bytes = try? DurableFile(FilePath("\(directory)/\(item)")).read(limit: 1 << 16)
    else { return nil }
    return String(decoding: bytes, as: UTF8.self)
  }
}
