import ContainerModel
import ContainerStorage
import Glibc
import Reconciling

/// A container with an upper, a volume, and a volume that is an overlay's upper.
func exampleEntry(_ name: ContainerName, mapping: IDRange?) throws -> InventoryEntry {
  guard let digest = SHA256Digest(String(repeating: "ab", count: 32)) else { exit(64) }
  var spec = ContainerSpec(name: name, image: .archive(path: "/image.tar", sha256: digest))
  spec.mounts = [
    MountSpec(target: "/spool", source: .volume(name: "spool")),
    MountSpec(
      target: "/etc/asterisk",
      source: .overlay(lower: [.host(path: "/usr")], upper: "etc", size: nil)),
  ]
  return InventoryEntry(
    stateID: "state", spec: spec, revision: nil, mapping: mapping, macs: [:], configDigest: "")
}

func keep(_ words: [String]) throws {
  guard words.count == 3, let name = ContainerName(words[2]) else { exit(64) }
  let store = ContainerDataStore(layout: StateLayout(root: words[0]))
  let entry = try exampleEntry(name, mapping: IDRange(first: 100000, count: 65536))
  switch words[1] {
  case "create": try store.create(for: entry)
  case "retire": try store.retireAll(of: entry, reason: "removed")
  default: exit(64)
  }
}
