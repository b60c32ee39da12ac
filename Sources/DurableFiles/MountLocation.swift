import SystemPackage

/// Where a directory lies: in which file system, and at what path inside that.
struct MountLocation: Hashable {
  let device: String
  let path: FilePath
}
