import ContainerModel
import Planning
import PlanRendering
import RunJournal

/// One run of the past on a line.
struct RunSummary: Encodable {
  private let run: String
  private let commit: String?
  private let subject: String?
  private let summary: PlanSummary?
  private let failures: Int?
  private let milliseconds: Int64?
  private let outcome: String

  init(run: String, records: [JournalRecord]) {
    let plan = records.first { $0.event == .planned }?.plan
    let end = records.last { $0.event == .finished }
    self.run = run
    commit = plan?.revision?.commit
    subject = plan?.revision?.subject
    summary = plan?.summary
    failures = end?.failures
    milliseconds = end?.milliseconds
    outcome =
      switch end?.failures {
      case nil: "interrupted"
      case 0: "succeeded"
      default: "failed"
      }
  }

  /// `✓ 20261123-191402  3f2c1ab  1 created, 1 changed live  2.3 s`.
  var text: String {
    let sign = outcome == "succeeded" ? "✓" : outcome == "failed" ? "✗" : "?"
    let revision = commit.map { String($0.prefix(7)) } ?? "drift  "
    let time = milliseconds.map { durationText(milliseconds: $0) } ?? "interrupted"
    let failed = failures.map { $0 > 0 ? ", \($0) failed" : "" } ?? ""
    return TextStyle().columns("\(sign) \(padded(run, 15))  \(revision)  \(changes)\(failed)", time)
  }

  private var changes: String {
    let parts = ChangeKind.allCases.compactMap { kind -> String? in
      guard let count = summary?[kind], count > 0, kind != .unchanged else { return nil }
      return "\(count) \(kind.rawValue)"
    }
    return parts.joined(separator: ", ")
  }
}
