internal import ContainerModel
public import StatusJudging

/// Writes the status of a machine for people.
public struct StatusText {
  private let status: MachineStatus
  private let style: TextStyle

  /// Writes `status` in `style`.
  public init(_ status: MachineStatus, style: TextStyle) {
    self.status = status
    self.style = style
  }

  /// The commits, a summary, and a line for each container. Ends without a line break.
  public var text: String {
    guard !status.isUntouched else {
      return "Nothing was applied on this machine yet. Run `turris-apply` to begin."
    }
    var lines = [headline] + [lastApplied].compactMap(\.self)
    for problem in status.problems {
      lines += wrapped("note: \(harmless(problem))", width: style.width)
    }
    lines += StatusTable(status.containers, style: style).lines
    if status.count(.outOfSync) > 0 {
      lines.append("What a run would change: turris-apply --dry-run")
    }
    return lines.joined(separator: "\n")
  }

  /// `main 3f2c1ab  dns: more memory · applied · all in sync`.
  private var headline: String {
    guard let revision = status.revision.attempted else {
      return "no commit is known here · \(summary)"
    }
    let left = name(of: revision)
    let right = (status.revision.isApplied ? " · applied" : "") + " · \(summary)"
    let room = style.width - left.count - right.count - 2
    let subject = shortened(harmless(revision.subject), to: room)
    return style.paint(left, .bold) + (room < 8 || subject.isEmpty ? "" : "  \(subject)") + right
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
