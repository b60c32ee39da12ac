import ContainerModel
import Synchronization

/// Room in the attic for what was weighed in this run and is not there yet: what is removed side by side must fit together.
final class AtticPromises: Sendable {
  private struct Item: Hashable {
    let container: ContainerName
    /// Nil: all that it keeps.
    let upper: String?
  }

  private let promised = Mutex<[Item: Int64]>([:])

  /// Promises `size` bytes to an upper of a container, or, without `upper`, to all that it keeps, if they fit into `room` besides
  /// what is promised to others.
  ///
  /// - Returns: the bytes that are promised to others where they do not fit; nil where they do.
  func promise(
    _ size: Int64, to container: ContainerName, upper: String?, within room: Int64
  ) -> Int64? {
    promised.withLock { promised in
      let item = Item(container: container, upper: upper)
      let others = promised.reduce(0) { $1.key == item ? $0 : $0 + $1.value }
      guard others + size <= room else { return others }
      promised[item] = size
      return nil
    }
  }

  /// Forgets what was promised, once it is there.
  func keep(_ container: ContainerName, upper: String?) {
    promised.withLock { promised in
      promised = promised.filter {
        $0.key.container != container || upper != nil && $0.key.upper != upper
      }
    }
  }
}
