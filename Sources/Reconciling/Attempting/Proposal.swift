public import ContainerModel
public import Planning

/// A plan, and what it was made from.
public struct Proposal: Sendable {
  /// What is asked for.
  public var desired: DesiredState
  /// What is.
  public var observed: ObservedState
  /// The way from one to the other.
  public var plan: Plan

  /// Plans the way, and takes the digest of both ends.
  public init(desired: DesiredState, observed: ObservedState) async throws(OperationError) {
    self.desired = desired
    self.observed = observed
    async let digest = Result { () throws(OperationError) in try basis(of: desired, observed) }
    plan = makePlan(
      of: await Self.judgement(desired, observed), desired: desired, observed: observed, basis: ""
    )
    plan.basis = try await digest.get()
  }

  /// Judges side by side, some dozens at a time: a router's handful is judged as one.
  private static func judgement(_ desired: DesiredState, _ observed: ObservedState) async
    -> Judgement
  {
    let names = concernedNames(desired, observed)
    let atOnce = 64
    return await withTaskGroup(of: (start: Int, Judgement).self) { group in
      for start in stride(from: 0, to: names.count, by: atOnce) {
        group.addTask {
          let part = names[start..<min(start + atOnce, names.count)]
          return (start, Judgement(of: part, desired: desired, observed: observed))
        }
      }
      var parts: [(start: Int, judgement: Judgement)] = []
      for await part in group { parts.append(part) }
      return Judgement(joining: parts.sorted { $0.start < $1.start }.map(\.judgement))
    }
  }
}
