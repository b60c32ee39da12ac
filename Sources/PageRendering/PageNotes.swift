import StatusJudging

/// What is wrong with the commit and with the last run, each as an item of a list.
struct PageNotes {
  let items: [String]

  init(_ content: PageContent) {
    var notes: [String] = []
    let add = { (note: String?) in
      guard let note, !notes.contains(where: { $0.contains(note) }) else { return }
      notes.append(note)
    }
    let status = content.status
    add(status?.paused.map { "paused: \($0)" })
    status?.problems.forEach { add($0) }
    add(content.problem)
    add(status?.attempt?.error)
    add(status?.attempt?.sourceProblem.map { "the repository's server: \($0)" })
    let shown = notes.prefix(PageLimits.notes)
    let more = notes.count - shown.count
    items =
      shown.map { "<li>\(escaped($0, limit: PageLimits.note))</li>" }
      + (more > 0 ? ["<li>and \(more) more</li>"] : [])
  }
}
