import DurableFiles
import FoundationEssentials
import SystemPackage

/// A value in a file of the run directory, as JSON. What is lost with it is worth no error.
struct VolatileFile<Value: Codable> {
  let path: String

  /// Nil where there is none, or it is damaged.
  func read() -> Value? {
    guard let bytes = try? DurableFile(FilePath(path)).readIfPresent(limit: 16 << 20) else {
      return nil
    }
    return try? JSONDecoder().decode(Value.self, from: Data(bytes))
  }

  /// For root alone.
  func write(_ value: Value) {
    guard let data = try? JSONEncoder().encode(value) else { return }
    _ = try? DurableFile(FilePath(path)).replace(with: Array(data), synced: false)
  }
}
