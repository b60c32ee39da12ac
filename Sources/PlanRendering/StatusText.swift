internal import ContainerModel
public import StatusJudging

/// Writes the status of a machine for people.
public struct StatusText {
  private let status: MachineStatus
  private let style: TextStyle
  private let times: LookTimes

  /// Writes `status` in `style`.
  public init(_ status: MachineStatus, style: TextStyle, times: LookTimes = LookTimes()) {
    self.status = status
    self.style = style
    self.times = times
  }

  /// The commits, a summary, and a line for each container. Ends without a line break.
  public var text: String {
    guard !status.isUntouched else {
      return "Nothing was applied on this machine yet. Run `turris-apply` to begin."
    }
    var lines = headline + [subject, lastApplied].compactMap(\.self)
    for note in notes { lines += wrapped("note: \(harmless(note))", width: style.width) }
    lines += StatusTable(status.containers, style: style).lines
    if status.count(.outOfSync) > 0 {
      lines.append("What a run would change: turris-apply --dry-run")
    }
    return lines.joined(separator: "\n")
  }

  /// `main 3f2c1ab applied 4 min ago · next look in 52 s · all in sync`, on more lines where it is long.
  private var headline: [String] {
    let name = status.revision.attempted.map(name) ?? "no commit is known here"
    var lines = [style.paint(name, .bold) + (status.revision.isApplied ? " applied\(ago)" : "")]
    var length = name.count + (status.revision.isApplied ? " applied\(ago)".count : 0)
    for part in [nextLook, summary].compactMap(\.self) {
      if length + part.count + 3 > style.width {
        lines.append(part)
        length = part.count
      } else {
        lines[lines.count - 1] += " · \(part)"
        length += part.count + 3
      }
    }
    return lines
  }

  /// A run that had nothing to do counts as well: at its end the commit was what there is.
  private var ago: String {
    guard let since = times.since, let attempt = status.attempt, attempt.failures == 0,
      attempt.error == nil, attempt.commit == status.revision.applied?.commit
    else { return "" }
    return " \(spanText(seconds: since)) ago"
  }

  private var nextLook: String? {
    if let paused = status.paused { return shortened("paused: \(harmless(paused))", to: 60) }
    guard let until = times.until else { return nil }
    return until > 0 ? "next look in \(spanText(seconds: until))" : "looking just now"
  }

  private var subject: String? {
    guard let subject = status.revision.attempted?.subject, !subject.isEmpty else { return nil }
    return style.paint(shortened(harmless(subject), to: style.width), .faint)
  }

  /// That another commit than the last one is what runs here.
  private var lastApplied: String? {
    guard status.revision.attempted != nil, !status.revision.isApplied else { return nil }
    guard let applied = status.revision.applied else {
      return "not applied whole; nor was any commit before it"
    }
    let left = "not applied whole; the last that was: \(name(of: applied))  "
    return left + shortened(harmless(applied.subject), to: style.width - left.count)
  }

  /// What is wrong with the commit, and with the last run where that says something else.
  private var notes: [String] {
    guard let attempt = status.attempt, let why = attempt.sourceProblem ?? attempt.error,
      !status.problems.contains(where: { $0.contains(why) })
    else { return status.problems }
    let when = times.since.map { " \(spanText(seconds: $0)) ago" } ?? ""
    return status.problems + ["the last run\(when): \(why)"]
  }

  private func name(of revision: Revision) -> String {
    "\(shortened(harmless(revision.reference), to: 30)) \(revision.short)"
  }

  private var summary: String {
    let all = status.containers.count
    let (out, unknown) = (status.count(.outOfSync), status.count(SyncState.unknown))
    let sync =
      switch (out, unknown) {
      case _ where all == 0: "no containers"
      case (0, 0): "all in sync"
      case (0, _): "\(unknown) of \(all) unknown"
      case (_, 0): "\(out) of \(all) out of sync"
      default: "\(out) of \(all) out of sync, \(unknown) unknown"
      }
    let degraded = status.count(.degraded)
    return degraded == 0 ? sync : "\(sync), \(degraded) degraded"
  }
}
