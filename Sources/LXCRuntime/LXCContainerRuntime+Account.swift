internal import DurableFiles
public import HostJudging
public import Reconciling
internal import SystemPackage

extension LXCContainerRuntime {
  /// What liblxc is, and whether it knows what configs of ours say.
  public static var liblxcAccount: LiblxcAccount {
    LiblxcAccount(
      version: LiblxcFacts.version, missing: writtenKeys.filter { !LiblxcFacts.knows($0) },
      knowsVersion1: LiblxcFacts.knows("lxc.cgroup"),
      knowsSeccomp: LiblxcFacts.knows("lxc.seccomp.profile"))
  }

  /// Every key that a config may have, but for those that are left out where liblxc does not know them.
  static let writtenKeys = [
    "lxc.cap.drop", "lxc.cap.keep", "lxc.cgroup2", "lxc.console.logfile", "lxc.console.size",
    "lxc.environment", "lxc.hook.mount", "lxc.hook.version", "lxc.idmap", "lxc.init.cwd",
    "lxc.init.gid", "lxc.init.uid", "lxc.mount.auto", "lxc.mount.entry", "lxc.net",
    "lxc.no_new_privs", "lxc.prlimit", "lxc.pty.max", "lxc.rootfs.managed", "lxc.rootfs.options",
    "lxc.rootfs.path", "lxc.signal.halt", "lxc.start.auto", "lxc.sysctl", "lxc.tty.max",
    "lxc.uts.name",
  ]

  /// Mount options of every overlay, beside its layers.
  public static func overlayOptions(unprivileged: Bool) -> String {
    OverlayLayers.options(unprivileged: unprivileged).joined(separator: ",")
  }

  /// How control groups are laid out here.
  ///
  /// - Throws: `OperationError`
  public static func controlGroupAccount() throws(OperationError) -> ControlGroupAccount {
    do throws(FileError) {
      return ControlGroupAccount(
        mounts: try MountTable.ofThisProcess().entries,
        controllers: try DurableFile("/proc/cgroups").readIfPresent(limit: 1 << 16) ?? [])
    } catch {
      throw OperationError(operation: "look at", subject: "control groups", cause: "\(error)")
    }
  }
}

extension ControlGroupAccount {
  /// - Parameter controllers: `/proc/cgroups`.
  init(mounts: [MountEntry], controllers: [UInt8]) {
    self.init()
    let hierarchies = mounts.filter { $0.type == "cgroup" || $0.type == "cgroup2" }
    guard !hierarchies.isEmpty else { return }
    let host = CgroupHost(hierarchies: hierarchies)
    layout =
      switch host.layout {
      case .v1: .version1
      case .hybrid: .hybrid
      case .v2: .version2
      }
    limits = host.supportedLimits.union(host.devices == nil ? [] : ["devices"])
    let lines = String(decoding: controllers, as: UTF8.self).split(separator: "\n")
    let table = lines.map { $0.split(whereSeparator: \.isWhitespace) }.filter { $0.count == 4 }
    disabled = Set(table.filter { $0[3] == "0" }.map { String($0[0]) })
    let known = Set(table.map { String($0[0]) })
    for mount in hierarchies {
      if mount.flags.contains("ro") { readOnly.append(mount.mountPoint.string) }
      if mount.type == "cgroup2" {
        version2Place = mount.mountPoint.string
      } else {
        version1.formUnion(
          mount.options.map(String.init).filter { known.contains($0) || $0.hasPrefix("name=") })
      }
    }
    if let place = version2Place {
      available = Self.words("\(place)/cgroup.controllers")
      handedDown = Self.words("\(place)/cgroup.subtree_control")
    }
  }

  private static func words(_ path: String) -> Set<String> {
    // Not there in a group that is no topmost one, as a container sees it.
    let bytes = (try? DurableFile(FilePath(path)).readIfPresent(limit: 1 << 16)) ?? nil
    return Set(
      String(decoding: bytes ?? [], as: UTF8.self).split(whereSeparator: \.isWhitespace)
        .map(String.init))
  }
}
