internal import DurableFiles
internal import FoundationEssentials
internal import SystemPackage

extension CgroupHost {
  /// Looks at the mounted hierarchies.
  ///
  /// - Parameter hierarchies: the mounts of this process; others than control groups are left out.
  init(hierarchies: [MountEntry]) {
    var v1: [String: CgroupDirectory] = [:]
    var v2: CgroupDirectory?
    var hasV1 = false
    // Of several mounts the last one is seen.
    for mount in hierarchies {
      let directory = CgroupDirectory(path: mount.mountPoint.string)
      if mount.type == "cgroup2" { v2 = directory }
      guard mount.type == "cgroup" else { continue }
      hasV1 = true
      for option in mount.options { v1[String(option)] = directory }
    }
    layout = hasV1 ? (v2 == nil ? .v1 : .hybrid) : .v2
    // In a hybrid layout liblxc hands no controller down, so only those count that somebody else has.
    let v2Controllers = v2?.words(hasV1 ? "cgroup.subtree_control" : "cgroup.controllers") ?? []
    families = [:]
    for kind in LimitKind.allCases {
      if let directory = v1[kind.controller(.v1)] {
        if directory.has(kind, .v1) { families[kind] = .v1 }
      } else if let v2, v2Controllers.contains(kind.controller(.v2)[...]), v2.has(kind, .v2) {
        families[kind] = .v2
      }
    }
    devices = v1["devices"] != nil ? .v1 : layout == .v2 ? .v2 : nil
    allCPUs = v1["cpuset"]?.text("cpuset.cpus")
    ioWeightItem =
      switch families[.ioWeight] {
      case .v1: "blkio.bfq.weight"
      case .v2: v2?.hasBelow("io.weight") == true ? "io.weight" : "io.bfq.weight"
      case nil: nil
      }
  }
}

/// A directory at the top of a hierarchy.
private struct CgroupDirectory {
  let path: String

  func text(_ item: String) -> String? {
    guard let bytes = try? DurableFile(FilePath("\(path)/\(item)")).read(limit: 1 << 16) else {
      return nil
    }
    return String(decoding: bytes, as: UTF8.self).trimmed
  }

  func words(_ item: String) -> [Substring] {
    text(item)?.split(separator: " ") ?? []
  }

  /// Whether the kernel was built with what this limit needs besides its controller.
  func has(_ kind: LimitKind, _ family: CgroupFamily) -> Bool {
    switch (kind, family) {
    case (.memoryHigh, .v1): false
    case (.swap, .v1): exists("memory.memsw.limit_in_bytes")
    // Absent in kernels without swap, where `memory.swap.max` is absent too.
    case (.swap, .v2): FileManager.default.fileExists(atPath: "/proc/swaps")
    case (.cpu, .v1): exists("cpu.cfs_quota_us")
    case (.ioWeight, .v1): exists("blkio.bfq.weight")
    case (.ioWeight, .v2): hasBelow("io.weight") || hasBelow("io.bfq.weight")
    case (.ioDevices, .v1): exists("blkio.throttle.read_bps_device")
    case (.cpu, .v2), (.ioDevices, .v2), (.memoryHigh, .v2): true
    case (.memory, _), (.cpuWeight, _), (.cpuSet, _), (.pids, _): true
    }
  }

  private func exists(_ item: String) -> Bool {
    FileManager.default.fileExists(atPath: "\(path)/\(item)")
  }

  /// Whether any group below has the item: in version 2 the topmost has no limits.
  func hasBelow(_ item: String) -> Bool {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: path)) ?? []
    return exists(item)
      || names.contains { FileManager.default.fileExists(atPath: "\(path)/\($0)/\(item)") }
  }
}
