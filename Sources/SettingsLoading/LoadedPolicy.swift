public import ContainerModel
public import SpecLoading

/// What a policy file says, or everything that is wrong with it.
public struct LoadedPolicy: Hashable, Sendable {
  /// The policy; nil where there is at least one error: then nothing may be applied, not even what the strictest policy allows.
  public var policy: Policy?
  /// Errors, by line and column.
  public var diagnostics: [Diagnostic]

  /// Makes an outcome.
  public init(policy: Policy?, diagnostics: [Diagnostic]) {
    self.policy = policy
    self.diagnostics = diagnostics
  }
}
