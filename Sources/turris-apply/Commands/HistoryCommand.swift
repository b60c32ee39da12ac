import ArgumentParser
import PlanRendering
import Reconciling
import RunJournal

/// `turris-apply history [RUN]`.
struct HistoryCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "history", abstract: "Show earlier runs, or one of them step by step.")

  @OptionGroup var location: LocationOptions
  @Option(help: "How to write it.") var output = OutputFormat.text
  @Argument(help: ArgumentHelp("A run's id, as the list shows it.", valueName: "run"))
  var id: String?

  func run() throws {
    try requireRoot(for: "show the history")
    let history = RunHistory(runs: try location.load().layout.runs)
    if let id {
      guard id.allSatisfy({ $0.isNumber || $0 == "-" }) else {
        throw ValidationError("'\(harmless(id))' is no run; `turris-apply history` lists them")
      }
      try show(try history.records(of: id))
    } else {
      try list(history)
    }
  }

  private func list(_ history: RunHistory) throws {
    var entries: [RunSummary] = []
    for run in try history.runs().reversed() {
      entries.append(RunSummary(run: run, records: try history.records(of: run)))
    }
    switch output {
    case .json: try OutputFormat.print(json: entries)
    case .text where entries.isEmpty: try StandardStreams.print("No runs yet.")
    case .text: try StandardStreams.print(entries.map(\.text).joined(separator: "\n"))
    }
  }

  private func show(_ records: [JournalRecord]) throws {
    guard output == .text else {
      try OutputFormat.print(json: records)
      return
    }
    for record in records { try StandardStreams.print(RecordText(record).text) }
  }
}
