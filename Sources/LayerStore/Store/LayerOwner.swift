import ContainerModel
import DurableFiles

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

  /// The group that must be let through to the layer; nil: root of the host, who needs no leave.
  var group: UInt32? { mapping?.first }
}
