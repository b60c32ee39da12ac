import SystemPackage

/// A mount that needs a directory.
public struct MountUse: Hashable, Sendable {
  /// A process that sees the mount.
  public let process: Int32
  /// The mount.
  public let mount: MountEntry
}

extension MountUse: CustomStringConvertible {
  /// `overlay at '/var/lib/lxc/web/rootfs' of process 4711`.
  public var description: String {
    "\(mount.type) at '\(mount.mountPoint)' of process \(process)"
  }
}

extension MountEntry {
  /// Whether something is mounted in the directory, from it, or on top of it.
  func uses(_ path: FilePath, at location: MountLocation?) -> Bool {
    if mountPoint.starts(with: path) { return true }
    if let location, device == location.device, root.starts(with: location.path) { return true }
    return layers.contains { $0.starts(with: path) }
  }
}
