import Glibc
import Logging
import ServiceLogging
import SettingsLoading

/// Where goes what is no result: to whom this machine keeps its log with, where a service manager said so, else to standard error.
enum LogTarget {
  case standardError
  case journal(JournalSocket)
  case system(SystemLog)

  /// What procd's init script sets: its services have a standard error that nobody may read, and nothing to tell by that they have.
  static let variable = "TURRIS_APPLY_LOG"
  /// The name of this program in the log of the machine.
  static let identifier: StaticString = "turris-apply"

  /// Found once: attempts inherit both from the agent, and so find the same.
  static let current: LogTarget = {
    if JournalSocket.isStream(value("JOURNAL_STREAM"), descriptor: STDERR_FILENO),
      let journal = JournalSocket()
    {
      return .journal(journal)
    }
    if value(variable) == "syslog", let log = SystemLog(identifier: identifier) {
      return .system(log)
    }
    return .standardError
  }()

  /// The log of a run; JSON goes to standard error whatever stands behind that.
  static func logger(level: LogLevel, isJSON: Bool, run: String) -> Logger {
    let level = Logger.Level(rawValue: level.rawValue) ?? .info
    return Logger(label: "\(identifier)") { _ in
      switch current {
      case _ where isJSON: StandardErrorLog(level: level, isJSON: true, run: run)
      case .standardError: StandardErrorLog(level: level, isJSON: false, run: run)
      case .journal, .system: ServiceLog(target: current, level: level, run: run)
      }
    }
  }

  /// Writes an entry; false where that is not possible, and standard error is left.
  ///
  /// - Parameters:
  ///   - priority: of syslog(3), 0 to 7
  ///   - fields: what journald keeps besides, by names in capital letters
  func write(_ text: String, priority: Int32, fields: [(name: String, value: String)] = [])
    -> Bool
  {
    switch self {
    case .standardError: return false
    case .journal(let journal):
      return journal.send(
        [
          ("MESSAGE", text), ("PRIORITY", "\(priority)"),
          ("SYSLOG_IDENTIFIER", "\(Self.identifier)"),
          ("SYSLOG_PID", "\(getpid())"),
        ] + fields)
    case .system(let log):
      for line in text.split(separator: "\n") { log.write(String(line), priority: priority) }
      return true
    }
  }

  /// Says what is wrong, with the priority that its words have.
  func complain(_ text: String) -> Bool {
    let first = text.prefix { $0 != "\n" }
    let priority =
      first.contains("error: ") ? LOG_ERR : first.contains("warning: ") ? LOG_WARNING : LOG_NOTICE
    return write(text, priority: priority)
  }

  private static func value(_ name: String) -> String? {
    getenv(name).map { String(cString: $0) }
  }
}
