import DurableFiles
import FoundationEssentials
import Reconciling
import SystemPackage

/// Where the agent says when it looks next, for whoever asks for the status.
struct AgentFile {
  private struct Record: Codable {
    var formatVersion = "1.0"
    /// RFC 3339, UTC.
    var nextLook: String
  }

  private let run: RunLayout

  init(_ run: RunLayout) {
    self.run = run
  }

  /// Says that the agent looks again after `wait`. Where that cannot be written, nobody is told.
  func write(nextLookAfter wait: Duration) {
    let date = Date.now.addingTimeInterval(TimeInterval(wait.components.seconds))
    guard let data = try? JSONEncoder().encode(Record(nextLook: date.formatted(.iso8601))) else {
      return
    }
    _ = try? DurableFile(FilePath(run.agentStatus)).replace(with: Array(data))
  }

  /// When the agent that runs looks next; nil where none runs, or it has not said so yet.
  var nextLook: Date? {
    guard (try? AgentLock(run).holder()) != nil,
      let bytes = try? DurableFile(FilePath(run.agentStatus)).readIfPresent(limit: 1 << 16),
      let record = try? JSONDecoder().decode(Record.self, from: Data(bytes))
    else { return nil }
    return try? Date(record.nextLook, strategy: .iso8601)
  }
}
