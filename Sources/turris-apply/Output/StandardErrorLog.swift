import FoundationEssentials
import Logging
import PlanRendering

/// Writes log lines to standard error, for people or as JSON objects.
struct StandardErrorLog: LogHandler {
  var logLevel: Logger.Level
  var metadata: Logger.Metadata = [:]
  private let isJSON: Bool
  private let run: String

  init(level: Logger.Level, isJSON: Bool, run: String) {
    logLevel = level
    self.isJSON = isJSON
    self.run = run
  }

  subscript(metadataKey key: String) -> Logger.Metadata.Value? {
    get { metadata[key] }
    set { metadata[key] = newValue }
  }

  func log(event: LogEvent) {
    let time = Date().formatted(.iso8601)
    let all = metadata.merging(event.metadata ?? [:]) { $1 }.sorted { $0.key < $1.key }
    if isJSON {
      var object = [
        "time": time, "level": "\(event.level)", "run": run, "event": "\(event.message)",
      ]
      for (key, value) in all { object[key] = "\(value)" }
      let encoder = JSONEncoder()
      encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
      // A dictionary of strings can always be encoded.
      guard let data = try? encoder.encode(object) else { return }
      StandardStreams.write(String(decoding: data, as: UTF8.self))
    } else {
      let facts = all.map { " \($0.key)=\(harmless("\($0.value)"))" }.joined()
      StandardStreams.write("\(time) \(event.level) \(event.message)\(facts)")
    }
  }
}
