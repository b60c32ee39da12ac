/// The steps of one resource, each after the one before.
struct StepChain {
  private(set) var steps: [PlanStep] = []
  private let resource: ResourceReference

  init(_ resource: ResourceReference) {
    self.resource = resource
  }

  /// Adds a step after the last one and after `others`.
  mutating func append(
    _ action: StepAction, item: String? = nil, waitingFor others: [String] = [],
    behind: [String] = [], past: [String] = []
  ) {
    let last = steps.last.map { [$0.id] } ?? []
    var step = PlanStep(action, of: resource, item: item, after: last + others)
    step.behind = behind.isEmpty ? nil : behind
    step.past = past.isEmpty ? nil : past
    steps.append(step)
  }
}
