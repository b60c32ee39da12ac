import Glibc
import Logging
import PlanRendering

/// Writes log lines to the log of the machine, each with its level, and for journald with what it is about in fields.
struct ServiceLog: LogHandler {
  var logLevel: Logger.Level
  var metadata: Logger.Metadata = [:]
  private let target: LogTarget
  private let run: String

  init(target: LogTarget, level: Logger.Level, run: String) {
    self.target = target
    logLevel = level
    self.run = run
  }

  subscript(metadataKey key: String) -> Logger.Metadata.Value? {
    get { metadata[key] }
    set { metadata[key] = newValue }
  }

  func log(event: LogEvent) {
    let all = metadata.merging(event.metadata ?? [:]) { $1 }.sorted { $0.key < $1.key }
    let facts = all.map { " \($0.key)=\(harmless("\($0.value)"))" }.joined()
    let text = "\(event.message)\(facts)"
    var fields = all.map { (name: Self.field($0.key), value: harmless("\($0.value)")) }
    fields.append((Self.prefix + "EVENT", "\(event.message)"))
    if !run.isEmpty { fields.append((Self.prefix + "RUN", run)) }
    if !target.write(text, priority: Self.priority(event.level), fields: fields) {
      StandardStreams.write(text)
    }
  }

  private static let prefix = "TURRIS_APPLY_"

  /// `CONTAINER` is what people look for; all others bear this program's name.
  private static func field(_ key: String) -> String {
    key == "container" ? "CONTAINER" : prefix + key.uppercased()
  }

  private static func priority(_ level: Logger.Level) -> Int32 {
    switch level {
    case .trace, .debug: LOG_DEBUG
    case .info: LOG_INFO
    case .notice: LOG_NOTICE
    case .warning: LOG_WARNING
    case .error: LOG_ERR
    case .critical: LOG_CRIT
    }
  }
}
