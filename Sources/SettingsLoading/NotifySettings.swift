/// Who is told of failures, ways back, recoveries and first successes.
public struct NotifySettings: Hashable, Sendable {
  /// A program, by its absolute path, and its arguments; empty: none.
  public var command: [String] = []
  /// A server that takes them by POST, http or https; nil: none.
  public var url: String?
  /// File with lines for the header of such a request, an absolute path.
  public var headersFile: String?

  /// Makes settings with every default.
  public init() {}
}
