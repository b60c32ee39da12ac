public import ContainerModel

/// What a set of files asks for, or everything that is wrong with it.
public enum SpecLoadResult: Hashable, Sendable {
  /// Every file is a valid spec. The containers are in the order of their files, as the warnings are.
  case loaded([DesiredContainer], warnings: [Diagnostic])
  /// At least one error: nothing may be put to use. Errors and warnings by file, line and column.
  case refused([Diagnostic])

  /// Errors and warnings, by file, line and column.
  public var diagnostics: [Diagnostic] {
    switch self {
    case .loaded(_, let warnings): warnings
    case .refused(let diagnostics): diagnostics
    }
  }
}
