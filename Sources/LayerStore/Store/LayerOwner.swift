import ContainerModel
import DurableFiles
import SystemPackage

/// Whose a layer's files are: the root of the containers that use it.
struct LayerOwner: Sendable {
  private let mapping: IDRange?

  /// Root of an unprivileged container, or, where `mapping` is nil, of the host.
  init(_ mapping: IDRange?) {
    self.mapping = mapping
  }

  /// The container's root.
  var root: FileOwner {
    let id = mapping?.first ?? 0
    return FileOwner(user: id, group: id)
  }

  /// Makes a directory that root of the host alone can read and write, and that the container's root
  /// can pass through. One that is there already stays passable for others.
  func makePassage(_ directory: DurableDirectory) throws(FileError) {
    guard let mapping else {
      if try !directory.exists() { try directory.create() }
      return
    }
    try directory.create(
      permissions: [.ownerReadWriteExecute, .groupExecute],
      owner: FileOwner(user: 0, group: mapping.first))
  }
}
