import Planning

/// Which steps can begin, given how others ended.
struct StepSchedule {
  private let steps: [PlanStep]
  private let known: Set<String>
  private let concurrency: Int
  private var ended: [String: StepOutcome] = [:]
  private var begun: Set<String> = []
  /// Those that were not begun, in the order of the plan.
  private var open: [PlanStep]
  /// How many steps that fetch or unpack have not ended yet.
  private var unprepared: Int
  /// Those that were not begun because one before them in the row of restarts failed: so are those behind them.
  private var held: Set<String> = []

  init(_ steps: [PlanStep], concurrency: Int) {
    self.steps = steps
    open = steps
    unprepared = steps.count(where: \.prepares)
    self.concurrency = max(1, concurrency)
    known = Set(steps.map(\.id))
  }

  /// Whether nothing runs and nothing can begin any more.
  var isSettled: Bool {
    begun.count == ended.count && ready.isEmpty && doomed.isEmpty && unneeded.isEmpty
  }

  /// The steps that have to be done for what was stopped to run again, with all that they wait for.
  var owed: Set<String> {
    // Also of what is just being stopped.
    let stopped = Set(
      steps.lazy.filter { step in
        step.action == .stop && begun.contains(step.id) && ended[step.id]?.isSuccess != false
      }.map(\.resource))
    guard !stopped.isEmpty else { return [] }
    let waiting = Dictionary(uniqueKeysWithValues: open.map { ($0.id, $0) })
    var owed: Set<String> = []
    var next = open.filter { stopped.contains($0.resource) }
    while let step = next.popLast() {
      guard owed.insert(step.id).inserted else { continue }
      next += (step.after + (step.past ?? [])).compactMap { waiting[$0] }
    }
    return owed
  }

  /// How each step ended, in the order of the plan.
  var outcomes: [(step: PlanStep, outcome: StepOutcome)] {
    steps.map { ($0, ended[$0.id] ?? .skipped(because: "a cycle")) }
  }

  /// The steps that can begin now: as many starts as there is room for, and as many of all others. What comes before a start
  /// waits for the storage, a start for the kernel, and neither for the other.
  mutating func takeReady() -> [PlanStep] {
    var underWay: [Room: Int] = [:]
    for step in steps where begun.contains(step.id) && ended[step.id] == nil {
      step.room.map { underWay[$0, default: 0] += 1 }
    }
    var taken: [PlanStep] = []
    for step in ready {
      if let room = step.room {
        guard underWay[room, default: 0] < concurrency else { continue }
        underWay[room, default: 0] += 1
      }
      taken.append(step)
    }
    begin(taken)
    return taken
  }

  /// The steps that can never begin, each with the id of the one that did not succeed.
  mutating func takeSkipped() -> [(PlanStep, String)] {
    var skipped: [(PlanStep, String)] = []
    while let (step, cause) = doomed.first {
      begin([step])
      if !step.after.contains(cause) { held.insert(step.id) }
      finish(step, .skipped(because: cause))
      skipped.append((step, cause))
    }
    return skipped
  }

  /// Passes over the steps that have nothing to put right.
  mutating func passOver() {
    for step in unneeded {
      begin([step])
      finish(step, .notNeeded)
    }
  }

  mutating func finish(_ step: PlanStep, _ outcome: StepOutcome) {
    ended[step.id] = outcome
    if step.prepares { unprepared -= 1 }
  }

  private mutating func begin(_ taken: [PlanStep]) {
    guard !taken.isEmpty else { return }
    begun.formUnion(taken.map(\.id))
    open.removeAll { begun.contains($0.id) }
  }

  private var ready: [PlanStep] {
    // A download or an archive may turn out bad: then that is known before anything is stopped.
    let isPrepared = unprepared == 0
    return open.filter { step in
      if let tried = step.onFailureOf { return isOver(step, tried) && isNeeded(tried) }
      return (isPrepared || !step.takesDown)
        && step.after.allSatisfy { !known.contains($0) || ended[$0] == .succeeded }
        && isOver(step, (step.behind ?? []) + (step.past ?? []))
        && !isHeld(behind: step.behind ?? [])
    }
  }

  private var doomed: [(PlanStep, String)] {
    open.compactMap { step in
      guard step.onFailureOf == nil else { return nil }
      let isFailed = { (id: String) in ended[id].map { !$0.isSuccess } ?? false }
      if let cause = step.after.first(where: isFailed) { return (step, cause) }
      let behind = step.behind ?? []
      guard isOver(step, behind), isHeld(behind: behind) else { return nil }
      return behind.first(where: isFailed).map { (step, $0) }
    }
  }

  private var unneeded: [PlanStep] {
    open.filter { step in
      guard let tried = step.onFailureOf else { return false }
      return isOver(step, tried) && !isNeeded(tried)
    }
  }

  /// Whether all that `step` could put right has ended, and what it waits for, in whatever way.
  private func isOver(_ step: PlanStep, _ tried: [String]) -> Bool {
    (tried + step.after).allSatisfy { !known.contains($0) || ended[$0] != nil }
  }

  private func isHeld(behind steps: [String]) -> Bool {
    isNeeded(steps) || steps.contains(where: held.contains)
  }

  /// Whether a change was begun, and did not come to a good end.
  private func isNeeded(_ tried: [String]) -> Bool {
    let outcomes = tried.compactMap { ended[$0] }
    let isBegun = outcomes.contains { outcome in
      if case .skipped = outcome { false } else { true }
    }
    return isBegun && !outcomes.allSatisfy(\.isSuccess)
  }
}

/// What steps wait for each other for.
private enum Room: Hashable {
  case starts, others
}

extension PlanStep {
  /// Whether it fetches or unpacks.
  fileprivate var prepares: Bool { action == .unpack || action == .export }
  /// Whether something stops by it.
  fileprivate var takesDown: Bool { action == .stop || action == .destroy }
  /// Nil for what only watches.
  fileprivate var room: Room? {
    switch action {
    case .settle: nil
    case .start: .starts
    default: .others
    }
  }
}
