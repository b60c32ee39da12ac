import DurableFiles
import FoundationEssentials
import Reconciling
import SystemPackage

/// Where the last run says how it ended.
struct AttemptFile {
  private let run: RunLayout
  private var path: FilePath { FilePath(run.attempt) }

  init(_ run: RunLayout) {
    self.run = run
  }

  /// Remembers how a run ended. It changes nothing of that: where it cannot be written, the agent asks again sooner than it needs to.
  func write(_ record: AttemptRecord) {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    guard let data = try? encoder.encode(record) else { return }
    _ = try? run.makeRoot()
    _ = try? DurableFile(path).replace(with: Array(data))
  }

  /// What the last run said; nil where none did.
  func read() -> AttemptRecord? {
    guard let bytes = try? DurableFile(path).readIfPresent(limit: 1 << 20) else { return nil }
    return try? JSONDecoder().decode(AttemptRecord.self, from: Data(bytes))
  }

  /// Forgets it, so that a run which is killed is not taken for the one before.
  func clear() { _ = try? DurableFile(path).remove() }
}
