public import SpecLoading

/// What a settings file says, or everything that is wrong with it.
public struct LoadedSettings: Hashable, Sendable {
  /// The settings; nil where there is at least one error.
  public var settings: Settings?
  /// Errors, by line and column.
  public var diagnostics: [Diagnostic]

  /// Makes an outcome.
  public init(settings: Settings?, diagnostics: [Diagnostic]) {
    self.settings = settings
    self.diagnostics = diagnostics
  }
}
