/// What is logged to standard error, and how.
public struct LogSettings: Hashable, Sendable {
  /// How a line of the log looks.
  public enum Format: String, Hashable, Sendable, CaseIterable {
    /// For people.
    case text
    /// An object a line.
    case json
  }

  /// How much a line must matter.
  public enum Level: String, Hashable, Sendable, CaseIterable {
    /// Everything.
    case debug
    /// What happens.
    case info
    /// What may be wrong.
    case warning
    /// What is wrong.
    case error
  }

  /// Lines of at least this level are written; nil: `info`, or `warning` where a run tells people the same as text.
  public var level: Level?
  /// How they look.
  public var format = Format.text

  /// Makes settings with every default.
  public init() {}
}
