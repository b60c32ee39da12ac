internal import ContainerModel
internal import Reconciling

extension ConfigRendering {
  mutating func rootfs() throws(LXCRuntimeError) {
    let layers = places.root
    try layers.check(for: spec.name.description)
    try set("lxc.rootfs.path", "overlay:\(layers.lowers.joined(separator: ":")):\(layers.upper)")
    let options = OverlayLayers.options(unprivileged: isUnprivileged)
    try set("lxc.rootfs.options", options.joined(separator: ","))
    // Of the kernel's parameters liblxc leaves only the network's writable, for itself as well.
    let writesOthers = spec.sysctls.keys.contains { !$0.hasPrefix("net.") }
    try set("lxc.mount.auto", "proc:\(writesOthers ? "rw" : "mixed") sys:mixed cgroup:mixed")
    if spec.rootfs.mode == .readOnly { try makeRootReadOnly() }
  }

  /// Once everything is mounted and liblxc has made the mount points that the image lacks, in a small tmpfs: were the root
  /// read-only from the beginning, it could make none. A program, since a hook of liblxc can be nothing else at this moment; the
  /// command holds nothing of the spec.
  private mutating func makeRootReadOnly() throws(LXCRuntimeError) {
    try set("lxc.hook.version", "1")
    try set("lxc.hook.mount", #"/bin/mount -o remount,bind,ro "$LXC_ROOTFS_MOUNT""#)
  }

  mutating func mounts() throws(LXCRuntimeError) {
    for (index, mount) in spec.mounts.enumerated() {
      try set("lxc.mount.entry", try line(mount, at: index).text())
    }
    for (index, device) in spec.devices.enumerated() {
      let source = isUnprivileged ? places.node(index) : device.path
      let line = MountLine(
        source: source, target: device.path, type: "none", options: ["bind", "create=file"])
      try set("lxc.mount.entry", try line.text())
    }
  }

  private func line(_ mount: MountSpec, at index: Int) throws(LXCRuntimeError) -> MountLine {
    let access = mount.readOnly ? ["ro"] : []
    switch mount.source {
    case .volume(let name):
      let source = places.state.volume(name, of: spec.name)
      return MountLine(
        source: source, target: mount.target, type: "none",
        options: ["bind"] + access + ["create=dir"])
    case .bind(let source):
      let kind = facts.fileSources.contains(source) ? "create=file" : "create=dir"
      return MountLine(
        source: places.boundSource(index), target: mount.target, type: "none",
        options: ["bind"] + access + [kind])
    case .tmpfs(let size):
      return MountLine(
        source: "tmpfs", target: mount.target, type: "tmpfs",
        options: ["nosuid", "nodev", "mode=1777", "size=\(size.bytes)"] + access + ["create=dir"])
    case .overlay(let lowers, let upper, _):
      let layers = try places.layers(lowers, upper: upper, at: index)
      try layers.check(for: mount.target)
      return MountLine(
        source: "overlay", target: mount.target, type: "overlay",
        options: [
          "lowerdir=\(layers.lowers.joined(separator: ":"))", "upperdir=\(layers.upper)",
          "workdir=\(layers.work)",
        ] + OverlayLayers.options(unprivileged: isUnprivileged) + access + ["create=dir"])
    }
  }
}
