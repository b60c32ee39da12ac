import CLinux

/// A mount that only the container's monitor sees, so that it vanishes with the container whatever ends it.
struct PrivateMount {
  enum Kind {
    /// `--scratch OPTIONS DIRECTORY`: a tmpfs with `upper` and `work` for an overlay in it.
    case scratch
    /// `--nodes OPTIONS DIRECTORY`: a tmpfs that device nodes work on.
    case nodes
    /// `--node DEVICE PATH`: a node of the same device, for the container's own users; `mknod(2)` is not for them.
    case node
    /// `--idmapped SOURCE DIRECTORY`: a read-only directory with its owners shifted by `--id-map`.
    case idmapped
    /// `--bind SOURCE PLACE`: a file or directory, as it is.
    case bind

    init?(_ key: UnsafePointer<CChar>) {
      if strcmp(key, "--scratch") == 0 {
        self = .scratch
      } else if strcmp(key, "--nodes") == 0 {
        self = .nodes
      } else if strcmp(key, "--node") == 0 {
        self = .node
      } else if strcmp(key, "--idmapped") == 0 {
        self = .idmapped
      } else if strcmp(key, "--bind") == 0 {
        self = .bind
      } else {
        return nil
      }
    }
  }

  let kind: Kind
  let source: UnsafeMutablePointer<CChar>
  let target: UnsafeMutablePointer<CChar>

  /// Leaves the host's mount namespace; what the host unmounts later is unmounted here too, so that no medium stays busy.
  static func leaveHostNamespace() throws(Failure) {
    guard clinux_unshare_mounts() == 0 else { throw .last("make a mount namespace") }
    guard mount(nil, "/", nil, UInt(MS_REC | MS_SLAVE), nil) == 0 else {
      throw .last("keep mounts from the host below", "/")
    }
  }

  func make(shiftedBy shift: IDShift) throws(Failure) {
    switch kind {
    case .scratch:
      try mountTmpfs(flags: UInt(MS_NODEV))
      try makeUpperAndWork()
    case .nodes:
      try mountTmpfs(flags: UInt(MS_NOEXEC))
    case .node:
      try makeNode(shift)
    case .idmapped:
      guard let map = shift.map else { throw .usage("shift without --id-map", source) }
      let namespace = try UserNamespace.make(map: map)
      guard clinux_bind_idmapped(source, target, namespace.descriptor) == 0 else {
        throw .last("mount with shifted owners", source)
      }
    case .bind:
      guard clinux_bind(source, target) == 0 else { throw .last("mount", source) }
    }
  }

  private func mountTmpfs(flags: UInt) throws(Failure) {
    guard mount("tmpfs", target, "tmpfs", flags | UInt(MS_NOSUID), source) == 0 else {
      throw .last("mount a tmpfs on", target)
    }
  }

  private func makeNode(_ shift: IDShift) throws(Failure) {
    var device = stat()
    guard stat(source, &device) == 0 else { throw .last("find the device", source) }
    guard mknod(target, device.st_mode, device.st_rdev) == 0,
      chown(target, shift.shifted(device.st_uid), shift.shifted(device.st_gid)) == 0,
      chmod(target, device.st_mode & 0o777) == 0
    else { throw .last("make a node of the device", source) }
  }

  /// `upper` and `work` belong to whom the mount options give the tmpfs: liblxc mounts the overlay from inside the user
  /// namespace and could make neither.
  private func makeUpperAndWork() throws(Failure) {
    let directory = clinux_open(target, O_RDONLY | O_DIRECTORY)
    guard directory >= 0 else { throw .last("open", target) }
    defer { close(directory) }
    var root = stat()
    guard fstat(directory, &root) == 0 else { throw .last("look at", target) }
    try makeDirectory("upper", in: directory, like: root)
    try makeDirectory("work", in: directory, like: root)
  }

  private func makeDirectory(
    _ name: UnsafePointer<CChar>, in directory: CInt, like root: stat
  ) throws(Failure) {
    guard mkdirat(directory, name, 0o700) == 0,
      fchownat(directory, name, root.st_uid, root.st_gid, 0) == 0,
      fchmodat(directory, name, root.st_mode & 0o7777, 0) == 0
    else { throw .last("make upper and work in", target) }
  }
}
