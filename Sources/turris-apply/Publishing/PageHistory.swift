import PageRendering
import Planning
import Reconciling
import RunJournal

/// The last runs, as a page shows them.
struct PageHistory {
  private static let most = 5
  private let history: RunHistory
  /// What of them was shown last: to read journals of many steps anew would be a third of what the page costs.
  private let shown: VolatileFile<[PageRun]>

  init(_ place: Place) {
    history = RunHistory(runs: place.layout.runs)
    shown = VolatileFile(path: place.runLayout.shownRuns)
  }

  /// Newest first; those that cannot be read are left out.
  var runs: [PageRun] {
    let ids = Array(((try? history.runs()) ?? []).suffix(Self.most).reversed())
    if let known = shown.read(), known.map(\.id) == ids,
      known.allSatisfy({ $0.milliseconds != nil })
    {
      return known
    }
    let runs = ids.compactMap { id in
      (try? history.records(of: id)).flatMap { PageRun(id: id, $0) }
    }
    shown.write(runs)
    return runs
  }
}

extension PageRun {
  /// Nil where no record says what was planned.
  fileprivate init?(id: String, _ records: [JournalRecord]) {
    guard let planned = records.first(where: { $0.event == .planned }), let plan = planned.plan
    else { return nil }
    self.init(
      id: id, time: planned.time, revision: plan.revision,
      resources: plan.resources.filter { $0.change != .unchanged || $0.blocked != nil },
      failures: records.filter { $0.outcome == "failed" }.compactMap(\.error),
      milliseconds: records.last { $0.event == .finished }?.milliseconds)
  }
}
