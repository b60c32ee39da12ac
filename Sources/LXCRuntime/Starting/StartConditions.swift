internal import ContainerModel
internal import DurableFiles
internal import FoundationEssentials
internal import Reconciling
internal import SystemPackage

/// What has to be there before a container can start; liblxc would name it less clearly, and halfway.
struct StartConditions: Sendable {
  let places: ContainerPlaces

  private var spec: ContainerSpec { places.entry.spec }
  private var name: String { spec.name.description }

  /// - Throws: the first thing that is missing.
  func check() throws(LXCRuntimeError) {
    for network in spec.networks { try checkBridge(network.bridge) }
    if places.mountsImage { try checkNoLink(in: places.image) }
    try checkDirectory(places.image, "the image")
    if spec.rootfs.mode == .persistent { try checkLayers(places.root, "the upper") }
    for (index, mount) in spec.mounts.enumerated() { try check(mount, at: index) }
    for device in spec.devices where HostPaths.device(device.path) == nil {
      throw failure("device '\(device.path)' does not exist; is it plugged in?")
    }
    for device in spec.resources.io.devices where HostPaths.blockDevice(device.device) == nil {
      throw failure("there is no block device '\(device.device)' to limit")
    }
  }

  private func checkBridge(_ bridge: String) throws(LXCRuntimeError) {
    // Through sysfs, as liblxc looks: it shows the network namespace that it was mounted in.
    let interfaces = "/sys/class/net"
    guard !FileManager.default.fileExists(atPath: "\(interfaces)/\(bridge)/bridge") else { return }
    let bridges = ((try? FileManager.default.contentsOfDirectory(atPath: interfaces)) ?? [])
      .filter { FileManager.default.fileExists(atPath: "\(interfaces)/\($0)/bridge") }.sorted()
    throw failure(
      "bridge '\(bridge)' does not exist; bridges on this machine: "
        + (bridges.isEmpty ? "none" : bridges.joined(separator: ", ")))
  }

  private func check(_ mount: MountSpec, at index: Int) throws(LXCRuntimeError) {
    switch mount.source {
    case .volume(let volume):
      try checkDirectory(places.state.volume(volume, of: spec.name), "volume '\(volume)'")
    case .bind(let source):
      guard HostPaths.look(source) != nil else { throw failure("'\(source)' does not exist") }
      try checkNoLink(in: source)
      try checkNothingMounted(below: source)
    case .tmpfs: break
    case .overlay(let lowers, let upper, _):
      for lower in lowers {
        let source = try places.source(of: lower)
        try checkDirectory(source, "a lower of '\(mount.target)'")
        try checkNoLink(in: source)
        try checkNothingMounted(below: source)
      }
      if upper != nil {
        let layers = try places.layers(lowers, upper: upper, at: index)
        try checkLayers(layers, "the upper of '\(mount.target)'")
      }
    }
  }

  /// liblxc mounts from inside the user namespace and could make neither upper nor work there.
  private func checkLayers(_ layers: OverlayLayers, _ what: String) throws(LXCRuntimeError) {
    try checkDirectory(layers.upper, what)
    try checkDirectory(layers.work, "the work directory beside \(what)")
  }

  private func checkDirectory(_ path: String, _ what: String) throws(LXCRuntimeError) {
    guard HostPaths.look(path)?.type == .directory else {
      throw failure("\(what), '\(path)', is missing")
    }
  }

  /// The policy allowed the path that the spec names, not where a link in it leads by now.
  private func checkNoLink(in path: String) throws(LXCRuntimeError) {
    guard let real = HostPaths.real(path), real != path else { return }
    throw failure("'\(path)' leads through a symbolic link to '\(real)'; name that")
  }

  /// What an unprivileged container must not uncover, the kernel does not let it mount (mount_namespaces(7), locked mounts).
  private func checkNothingMounted(below path: String) throws(LXCRuntimeError) {
    guard places.entry.mapping != nil else { return }
    let mounts: [MountEntry]
    do throws(FileError) {
      mounts = try MountTable.ofThisProcess().mounts(atOrBelow: FilePath(path))
    } catch {
      throw failure("\(error)")
    }
    guard let mount = mounts.first(where: { $0.mountPoint.string != path }) else { return }
    throw failure(
      "another file system is mounted below '\(path)', at '\(mount.mountPoint)'; mount it by itself"
    )
  }

  private func failure(_ cause: String) -> LXCRuntimeError {
    // It may be there later: a device is plugged in, a disk mounted, a bridge made.
    LXCRuntimeError("start", name, cause: cause, isPassing: true)
  }
}
