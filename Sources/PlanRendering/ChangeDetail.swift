import Planning
public import StatusJudging

/// What the next run would make of a container, in a few words: `to change live: resources.memory.limit 64MiB -> 128MiB`.
public struct ChangeDetail {
  private let container: ContainerStatus
  /// How many values are named; `--dry-run` shows all.
  private static let most = 2

  /// Tells of `container`.
  public init(_ container: ContainerStatus) {
    self.container = container
  }

  /// Nil where it would make nothing.
  public var text: String? {
    guard let what else { return nil }
    let cause = container.cause == .drift ? "drift: " : ""
    return "\(cause)\(what)\(values)"
  }

  private var what: String? {
    switch container.change {
    case .create: "to create"
    case .start: "to start"
    case .live: "to change live"
    case .restart: "to restart"
    case .recreate: "to recreate"
    case .stop: "to stop"
    case .destroy: "to destroy"
    case .unchanged, nil: nil
    }
  }

  private var values: String {
    guard [.live, .restart, .recreate].contains(container.change), !container.changes.isEmpty else {
      return ""
    }
    let named = container.changes.prefix(Self.most).map { change in
      "\(harmless(change.path)) \(valuesText(of: change))"
    }
    let others = container.changes.count - named.count
    return ": " + named.joined(separator: ", ") + (others == 0 ? "" : " and \(others) more")
  }
}
