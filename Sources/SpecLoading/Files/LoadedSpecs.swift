public import ContainerModel

/// What a set of files asks for, or everything that is wrong with it.
public struct LoadedSpecs: Hashable, Sendable {
  /// The containers in the order of their files; nil where there is at least one error: then nothing may be put to use.
  public var containers: [DesiredContainer]?
  /// Errors and warnings, by file, line and column.
  public var diagnostics: [Diagnostic]

  /// Makes an outcome.
  public init(containers: [DesiredContainer]?, diagnostics: [Diagnostic]) {
    self.containers = containers
    self.diagnostics = diagnostics
  }
}
