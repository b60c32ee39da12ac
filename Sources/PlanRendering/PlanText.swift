internal import ContainerModel
public import Planning

/// Writes a plan for people.
public struct PlanText {
  private let plan: Plan
  private let style: TextStyle

  /// Writes `plan` in `style`.
  public init(_ plan: Plan, style: TextStyle) {
    self.plan = plan
    self.style = style
  }

  /// The whole plan: the commit, each resource that changes, the summary. Ends without a line break.
  public var text: String {
    var lines: [String] = []
    if let headline { lines += [headline, ""] }
    let shown = plan.resources.filter(isShown)
    let names = shown.map(\.name.count).max() ?? 0
    for resource in shown {
      lines += ResourceText(resource, nameWidth: min(max(names, 8), 20), style: style).lines
    }
    if !shown.isEmpty { lines.append("") }
    lines += wrapped(summary, width: style.width)
    return lines.joined(separator: "\n")
  }

  /// The commit on one line: reference, digits, subject, who and when as far as there is room.
  public var headline: String? {
    guard let revision = plan.revision else { return nil }
    let left = "\(harmless(revision.reference)) \(revision.short)"
    let when = revision.time.prefix(16).map { $0 == "T" ? " " : $0 }
    let right = "\(harmless(revision.author)), \(String(when))"
    let room = style.width - left.count - right.count - 4
    let subject = shortened(harmless(revision.subject), to: max(20, room))
    let plain = padded("\(left)  \(subject)", style.width - right.count) + right
    let line = plain.count > style.width ? "\(left)  \(subject)" : plain
    return style.paint(left, .bold) + line.dropFirst(left.count)
  }

  /// `1 to create, 1 to restart, 4 unchanged.`
  public var summary: String { counts(Self.plannedWords) }

  /// The same once it is done: `1 created, 1 restarted, 4 unchanged.`
  public var doneSummary: String { counts(Self.doneWords) }

  private func counts(_ words: [(ChangeKind, String)]) -> String {
    var parts = words.compactMap { kind, word in
      let count = plan.resources.filter { $0.change == kind && $0.blocked == nil && !isLeft($0) }
        .count
      return count == 0 ? nil : "\(count) \(word)"
    }
    let waiting = plan.resources.filter { $0.waits != nil }.count
    if waiting > 0 { parts.append("\(waiting) waiting") }
    let blocked = plan.resources.filter { $0.blocked != nil }.count
    if blocked > 0 { parts.append("\(blocked) blocked") }
    return parts.isEmpty ? "No containers." : parts.joined(separator: ", ") + "."
  }

  private static let plannedWords: [(ChangeKind, String)] = [
    (.create, "to create"), (.start, "to start"), (.live, "to change live"),
    (.restart, "to restart"), (.recreate, "to recreate"), (.stop, "to stop"),
    (.destroy, "to destroy"), (.unchanged, "unchanged"),
  ]

  private static let doneWords: [(ChangeKind, String)] = [
    (.create, "created"), (.start, "started"), (.live, "changed live"), (.restart, "restarted"),
    (.recreate, "recreated"), (.stop, "stopped"), (.destroy, "destroyed"),
    (.unchanged, "unchanged"),
  ]

  /// Whether nothing is done of what waits.
  private func isLeft(_ resource: PlannedResource) -> Bool {
    resource.waits != nil
      && !plan.steps.contains {
        $0.resource.kind == .container && $0.resource.name == resource.name
      }
  }

  private func isShown(_ resource: PlannedResource) -> Bool {
    resource.change != .unchanged || resource.blocked != nil || !resource.reason.isEmpty
  }
}

/// `text`, or its beginning with an ellipsis where it is longer than `width`.
func shortened(_ text: String, to width: Int) -> String {
  text.count <= width ? text : text.prefix(max(0, width - 1)) + "…"
}
