import ContainerModel
import StatusJudging

/// Whether all is well, in one line.
struct PageSummary {
  let text: String
  let tone: Tone

  init(_ content: PageContent) {
    guard let status = content.status else {
      (text, tone) = ("its state is not known", .bad)
      return
    }
    let all = status.containers.count
    var parts: [String] = []
    let add = { (count: Int, word: String) in
      if count > 0 { parts.append("\(count) of \(all) \(word)") }
    }
    add(status.count(.outOfSync), "out of sync")
    add(status.count(.degraded), "degraded")
    add(status.count(.missing), "missing")
    add(status.containers.count { $0.sync == .unknown || $0.health == .unknown }, "unknown")
    let failed = content.problem != nil || (status.attempt?.failures ?? 0) > 0
    if failed { parts.append("the last run failed") }
    let isBad = failed || status.count(.degraded) > 0 || status.count(.missing) > 0
    if let attempted = status.revision.attempted, !status.revision.isApplied, !failed {
      parts.append("\(attempted.short) is not applied")
    }
    if status.paused != nil { parts.append("paused") }
    tone = isBad ? .bad : parts.isEmpty && status.problems.isEmpty ? .good : .soft
    text =
      parts.isEmpty ? (all == 0 ? "no containers" : "all in sync") : parts.joined(separator: ", ")
  }
}
