internal import ContainerModel
internal import DurableFiles
internal import FoundationEssentials
internal import Reconciling
internal import SystemPackage

/// What this program remembers of the containers that it started: one file for each in the run directory.
struct StartRecords: Sendable {
  let run: RunLayout

  /// The little that most looks at a record want to know.
  private struct Head: Decodable {
    let identity: InitIdentity
    let digest: String?
  }

  /// What the init was started with; nil where nobody knows, or the record is damaged, which is the same.
  ///
  /// - Parameter expected: what it is likely to be, which then need not be decoded.
  func read(
    _ name: ContainerName, identity: InitIdentity, expected: InventoryEntry?
  ) -> InventoryEntry? {
    let file = DurableFile(FilePath(run.startRecord(name)))
    guard let data = (try? file.readIfPresent(limit: 1 << 20)).map({ Data($0) }),
      let head = try? JSONDecoder().decode(Head.self, from: data), head.identity == identity
    else { return nil }
    if let expected, expected.digest == head.digest { return expected }
    return (try? JSONDecoder().decode(StartRecord.self, from: data))?.entry
  }

  /// The init that was started last; nil where nobody knows.
  func identity(_ name: ContainerName) -> InitIdentity? {
    let file = DurableFile(FilePath(run.startRecord(name)))
    return (try? file.readIfPresent(limit: 1 << 20))
      .flatMap { try? JSONDecoder().decode(Head.self, from: Data($0)).identity }
  }

  /// Remembers what the container was started with.
  func write(_ entry: InventoryEntry, identity: InitIdentity) throws(LXCRuntimeError) {
    let name = entry.spec.name
    let record = StartRecord(identity: identity, entry: entry, digest: entry.digest)
    do {
      let encoder = JSONEncoder()
      encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
      let path = FilePath(run.startRecord(name))
      try DurableDirectory(path.removingLastComponent()).create(parents: true)
      try DurableFile(path).replace(with: Array(try encoder.encode(record)))
    } catch {
      throw LXCRuntimeError("record the start of", name.description, cause: "\(error)")
    }
  }

  /// Forgets the container.
  func remove(_ name: ContainerName) throws(FileError) {
    do throws(FileError) {
      try DurableFile(FilePath(run.startRecord(name))).remove()
    } catch  where error.errno == .noSuchFileOrDirectory {
      // Nothing was recorded since the machine came up.
    }
  }
}
