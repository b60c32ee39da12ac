internal import ContainerModel
internal import Reconciling

/// The command line of the starter for one container: what no LXC config can say.
struct StarterCommand: Sendable {
  let places: ContainerPlaces
  /// The directory of all containers.
  let lxcPath: String

  private var spec: ContainerSpec { places.entry.spec }

  /// For a start.
  ///
  /// - Parameter tops: the owner and mode of the topmost directory below each overlay whose upper is a tmpfs, by the directory
  ///   where that is mounted.
  func start(tops: [String: DirectoryLook]) -> [String] {
    var arguments = common(log: places.run.startLog(spec.name))
    arguments += ["--root-mount", places.run.rootMount]
    if let mapping = places.entry.mapping {
      arguments += ["--id-map", "0 \(mapping.first) \(mapping.count)"]
    }
    if places.shiftsImage { arguments += ["--idmapped", places.image, places.mountedImage] }
    for (source, place) in places.bound { arguments += ["--bind", source, place] }
    for scratch in scratches {
      let look = tops[scratch.directory] ?? DirectoryLook(mode: 0o755, user: 0, group: 0)
      let options = "size=\(scratch.size),mode=\(String(look.mode, radix: 8)),\(look.owner)"
      arguments += ["--scratch", options, scratch.directory]
    }
    if places.needsNodes {
      arguments += ["--nodes", "size=64k,mode=0755", places.nodes]
      for (index, device) in spec.devices.enumerated() {
        arguments += ["--node", device.path, places.node(index)]
      }
    }
    if let command = spec.command { arguments += ["--"] + command }
    return arguments
  }

  /// For a look at the config in `file` without a start.
  func check(_ file: String, log: String) -> [String] {
    common(log: log) + ["--check", file]
  }

  private func common(log: String) -> [String] {
    [
      "--name", spec.name.description, "--lxcpath", lxcPath, "--log", log, "--log-level", "INFO",
    ]
  }

  /// A tmpfs for the upper of an overlay.
  struct Scratch {
    /// Where it is mounted.
    let directory: String
    /// Its bound in bytes.
    let size: Int64
    /// The topmost directory below the overlay.
    let lower: String
  }

  /// Every tmpfs that this container has for an upper.
  var scratches: [Scratch] {
    var scratches: [Scratch] = []
    switch spec.rootfs.mode {
    case .persistent: break
    case .ephemeral:
      let size = spec.rootfs.size ?? RootfsSpec.defaultTmpfsSize
      scratches.append(
        Scratch(directory: places.rootScratch, size: size.bytes, lower: places.image))
    case .readOnly:
      // Holds only the mount points that the image lacks.
      scratches.append(Scratch(directory: places.rootScratch, size: 1 << 20, lower: places.image))
    }
    for (index, mount) in spec.mounts.enumerated() {
      guard case .overlay(let lowers, nil, let size) = mount.source,
        let lower = lowers.first.flatMap({ try? places.source(of: $0) })
      else { continue }
      scratches.append(
        Scratch(
          directory: places.mountScratch(index),
          size: (size ?? RootfsSpec.defaultTmpfsSize).bytes, lower: lower))
    }
    return scratches
  }
}
