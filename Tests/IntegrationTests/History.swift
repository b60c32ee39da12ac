import FoundationEssentials
import Testing

/// What `turris-apply history` tells of the runs of a router.
extension Router {
  /// A line of a run's journal.
  struct Record: Decodable {
    let event: String
    let step: String?
    let outcome: String?
    let error: String?
  }

  private struct Run: Decodable {
    let run: String
  }

  /// The ids of all runs, newest first.
  func runs() async throws -> [String] {
    let list = try await turris("history", "--output", "json", "--config", config)
    return try JSONDecoder().decode([Run].self, from: Data(list.out.utf8)).map(\.run)
  }

  /// The journal of the last run.
  func records() async throws -> [Record] {
    let last = try #require(try await runs().first)
    let history = try await turris("history", last, "--output", "json", "--config", config)
    return try JSONDecoder().decode([Record].self, from: Data(history.out.utf8))
  }

  /// Those of `wanted` that the last run ended, in their order.
  func ended(of wanted: [String]) async throws -> [String] {
    try await records().filter { $0.event == "stepFinished" }
      .compactMap { record in wanted.first { record.step == "\(prefix)-\($0)" } }
  }
}
