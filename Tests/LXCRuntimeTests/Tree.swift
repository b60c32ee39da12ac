import ContainerModel
import FoundationEssentials
import Glibc
import Reconciling
import Testing

@testable import LXCRuntime

/// Directories as the image store and the data store make them.
enum Tree {
  /// The image, the uppers and the volumes that `entry` needs.
  static func prepare(_ entry: InventoryEntry, in state: StateLayout) throws {
    let owner = entry.mapping?.first ?? 0
    if let key = entry.imageKey { try busybox(at: state.rootfs(key), owner: owner) }
    let name = entry.spec.name
    if entry.spec.rootfs.mode == .persistent {
      try layer(state.upper(entry.upperKey, of: name), owner: owner)
    }
    for volume in entry.spec.volumes {
      try directory(state.volume(volume, of: name), owner: owner)
      try layer(state.volumeUpper(volume, of: name), owner: owner)
    }
    // Everything above must be passable for the container's root.
    try run("chmod -R go+X /srv/runtime-test")
  }

  /// A root file system of nothing but busybox.
  static func busybox(at path: String, owner: UInt32) throws {
    guard !FileManager.default.fileExists(atPath: "\(path)/bin/sh") else { return }
    try run(
      """
      mkdir -p \(path) && cd \(path) && mkdir bin sbin etc dev proc sys tmp root srv &&
      cp "$(command -v busybox)" bin/busybox && chmod 1777 tmp &&
      for tool in $(bin/busybox --list); do [ $tool = busybox ] || ln -s busybox bin/$tool; done &&
      echo 'root:x:0:0::/root:/bin/sh' >etc/passwd && echo original >etc/motd && chown -hR \(owner):\(owner) .
      """)
  }

  /// An upper and the work directory beside it.
  static func layer(_ upper: String, owner: UInt32) throws {
    try directory(upper, owner: owner)
    try directory("\(upper.dropLast("upper".count))work", owner: owner)
  }

  static func directory(_ path: String, owner: UInt32) throws {
    try run("mkdir -p \(path) && chown \(owner):\(owner) \(path)")
  }

  static func run(_ command: String) throws {
    try #require(system("set -e; \(command)") == 0, "\(command)")
  }
}
