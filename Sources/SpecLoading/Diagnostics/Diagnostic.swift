import YAMLDocument

/// Something to say about a place in a file.
public struct Diagnostic: Codable, Hashable, Sendable {
  /// How much it matters.
  public enum Severity: String, Codable, Hashable, Sendable {
    /// Nothing of the files is put to use.
    case error
    /// Probably a mistake, but it can be what was meant.
    case warning
  }

  /// The file, relative to the root that was read.
  public let path: String
  /// From 1.
  public let line: Int
  /// In characters (Unicode scalars), from 1.
  public let column: Int
  /// How many characters from `column` on are meant; at least 1.
  public let length: Int
  /// How much it matters.
  public let severity: Severity
  /// What is wrong and what to do about it, in one line without control characters.
  public let message: String
  /// Another place that belongs to it: `containers/asterisk.yaml:12:16`, maybe with words before it.
  public let note: String?

  /// Makes a diagnostic.
  public init(
    path: String, line: Int, column: Int, length: Int = 1, severity: Severity = .error,
    message: String, note: String? = nil
  ) {
    self.path = path
    self.line = line
    self.column = column
    self.length = max(1, length)
    self.severity = severity
    self.message = message
    self.note = note
  }
}

extension Diagnostic {
  /// What the YAML reader found.
  init(path: String, _ problem: Problem) {
    self.init(
      path: path, line: problem.mark.line, column: problem.mark.column, length: problem.length,
      message: problem.message,
      note: problem.related.map { "\($0.phrase) \(path):\($0.mark.line):\($0.mark.column)" })
  }
}

extension Diagnostic: Comparable {
  /// Orders by file, line, column; what stands at the same place, by its text.
  public static func < (left: Self, right: Self) -> Bool {
    if left.path != right.path { return left.path < right.path }
    if left.line != right.line { return left.line < right.line }
    if left.column != right.column { return left.column < right.column }
    return left.message < right.message
  }
}
