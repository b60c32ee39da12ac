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
    plan = makePlan(desired: desired, observed: observed, basis: "")
    plan.basis = try await digest.get()
  }
}
