internal import ContainerModel
internal import Reconciling

/// Where the parts of one container lie on the host.
struct ContainerPlaces: Sendable {
  let entry: InventoryEntry
  let state: StateLayout
  let run: RunLayout

  private var spec: ContainerSpec { entry.spec }
  /// Mount points for what only the container's monitor sees.
  var scratch: String { run.scratch(spec.name) }

  /// Where an image that is a directory of the host is mounted, with shifted owners for an unprivileged container.
  var mountedImage: String { "\(scratch)/image" }
  /// A tmpfs for the upper of the root file system.
  var rootScratch: String { "\(scratch)/root" }
  /// A tmpfs for the upper of the mount at position `index`.
  func mountScratch(_ index: Int) -> String { "\(scratch)/mount-\(index)" }
  /// Where what the bind mount at position `index` shows is mounted first.
  func boundSource(_ index: Int) -> String { "\(scratch)/bind-\(index)" }
  /// Where the lower at `position` of the overlay at position `index` is mounted first.
  func boundLower(_ index: Int, _ position: Int) -> String {
    "\(scratch)/lower-\(index)-\(position)"
  }
  /// A tmpfs for nodes of devices.
  var nodes: String { "\(scratch)/devices" }
  /// The node for the device at position `index`.
  func node(_ index: Int) -> String { "\(nodes)/\(index)" }

  /// Whether the image is a directory of the host.
  var mountsImage: Bool {
    if case .directory = spec.image { true } else { false }
  }

  /// Whether the image is a directory whose owners have to be shifted.
  var shiftsImage: Bool { mountsImage && entry.mapping != nil }

  /// Whether nodes of devices have to be made: those of the host belong to the host's root.
  var needsNodes: Bool { entry.mapping != nil && !spec.devices.isEmpty }

  /// The image itself.
  var image: String {
    switch spec.image {
    case .archive(_, let digest):
      state.rootfs(ImageKey(digest: digest, mapping: entry.mapping))
    case .directory(let path): path
    }
  }

  /// The image whose root file system lies at `path`; nil where that is none of the store.
  func imageKey(at path: String) -> ImageKey? {
    let parts = path.split(separator: "/")
    guard parts.count > 1, let key = ImageKey(parts[parts.count - 2]), state.rootfs(key) == path
    else { return nil }
    return key
  }

  /// The layers of the root file system.
  var root: OverlayLayers {
    OverlayLayers(
      lowers: [mountsImage ? mountedImage : image],
      upper: spec.rootfs.mode == .persistent
        ? state.upper(entry.upperKey, of: spec.name) : "\(rootScratch)/upper")
  }

  /// What is mounted for the monitor alone before liblxc mounts it for the container, source by place: paths of the host, where a
  /// symbolic link that came since they were checked would lead liblxc elsewhere.
  var bound: [(source: String, place: String)] {
    var bound: [(source: String, place: String)] = []
    if mountsImage, !shiftsImage { bound.append((image, mountedImage)) }
    for (index, mount) in spec.mounts.enumerated() {
      switch mount.source {
      case .bind(let source): bound.append((source, boundSource(index)))
      case .overlay(let lowers, _, _):
        for (position, lower) in lowers.enumerated() {
          if case .host(let path) = lower { bound.append((path, boundLower(index, position))) }
        }
      case .volume, .tmpfs: break
      }
    }
    return bound
  }

  /// The layers of the overlay mount at position `index`.
  func layers(_ lowers: [OverlayLower], upper: String?, at index: Int) throws(LXCRuntimeError)
    -> OverlayLayers
  {
    var paths: [String] = []
    for (position, lower) in lowers.enumerated() {
      if case .host = lower {
        paths.append(boundLower(index, position))
      } else {
        paths.append(try source(of: lower))
      }
    }
    return OverlayLayers(
      lowers: paths,
      upper: upper.map { state.volumeUpper($0, of: spec.name) } ?? "\(mountScratch(index))/upper")
  }

  /// The directory itself.
  func source(of lower: OverlayLower) throws(LXCRuntimeError) -> String {
    switch lower {
    case .host(let path): return path
    case .repository(let folder, let tree):
      guard let key = tree.flatMap({ FolderKey(tree: $0, mapping: entry.mapping) }) else {
        throw LXCRuntimeError(
          "configure", spec.name.description,
          cause: "folder '\(folder)' of the repository was read without a commit")
      }
      return state.folder(key)
    }
  }
}

extension RunLayout {
  /// Mount points for what only the monitor of the container sees.
  func scratch(_ name: ContainerName) -> String { "\(root)/scratch/\(name)" }
  /// Where a monitor mounts the root of its container, on a machine that lacks liblxc's own place for that.
  var rootMount: String { "\(root)/scratch/.root" }
  /// LXC's common seccomp profile, where this machine has none.
  var seccompProfile: String { "\(root)/common.seccomp" }
}
