internal import ContainerModel
internal import DurableFiles
internal import FoundationEssentials
internal import Reconciling
internal import SystemPackage

/// What this program remembers of the containers that it started: one file for each in the run directory.
struct StartRecords: Sendable {
  let run: RunLayout

  /// What the container was started with; nil where nobody knows, or the record is damaged, which is the same.
  func read(_ name: ContainerName) -> StartRecord? {
    guard
      let bytes = try? DurableFile(FilePath(run.startRecord(name))).readIfPresent(limit: 1 << 20)
    else { return nil }
    return try? JSONDecoder().decode(StartRecord.self, from: Data(bytes))
  }

  /// Remembers what the container was started with.
  func write(_ record: StartRecord) throws(LXCRuntimeError) {
    let name = record.entry.spec.name
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
