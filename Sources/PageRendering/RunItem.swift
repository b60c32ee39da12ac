import PlanRendering
import Planning
import StatusJudging

/// One run of the past: when, which commit, what it meant to change, and why it failed.
struct RunItem {
  private let run: PageRun
  private let repository: String?

  init(_ run: PageRun, repository: String?) {
    self.run = run
    self.repository = repository
  }

  var html: String {
    let commit =
      run.revision.map { CommitElement(repository: repository).html($0) }
      ?? "what was applied before, mended"
    return """
      <li><p>\(timeElement(run.time)): <strong class="\(run.failures.isEmpty ? "good" : "bad")">\(outcome)</strong></p>\
      <p>\(commit)</p><ul>\(lines.joined())</ul></li>
      """
  }

  private var outcome: String {
    guard let milliseconds = run.milliseconds else { return "not ended" }
    let time = durationText(milliseconds: milliseconds)
    switch run.failures.count {
    case 0: return "done in \(time)"
    case 1: return "1 failure in \(time)"
    default: return "\(run.failures.count) failures in \(time)"
    }
  }

  private var lines: [String] {
    let resources = run.resources.prefix(PageLimits.resources).map(line)
    let failures = run.failures.prefix(PageLimits.failures).map {
      "<li class=\"bad\">\(escaped($0, limit: PageLimits.note))</li>"
    }
    let more = run.resources.count - resources.count + run.failures.count - failures.count
    return resources + failures
      + (more > 0
        ? ["<li>and \(more) more: <code>turris-apply history \(escaped(run.id))</code></li>"] : [])
  }

  private func line(_ resource: PlannedResource) -> String {
    let changes = [.create, .destroy, .stop].contains(resource.change) ? [] : resource.changes
    let first = changes.first.map(\.forEveryone).map { ": \($0.path) \(valuesText(of: $0))" } ?? ""
    let others = changes.count > 1 ? " and \(changes.count - 1) more" : ""
    let blocked = (resource.blocked ?? resource.heldBack).map { "; \($0)" } ?? ""
    let text = "\(resource.name) \(resource.change.rawValue)\(first)\(others)\(blocked)"
    return "<li>\(escaped(text, limit: PageLimits.error))</li>"
  }
}
