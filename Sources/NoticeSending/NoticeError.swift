public import Workers

/// Why a notice did not go its way.
public struct NoticeError: WorkerReportable, Hashable, CustomStringConvertible {
  /// Why, in lower case; holds nothing secret.
  public let description: String

  /// Makes one.
  public init(_ description: String) {
    self.description = description
  }

  /// The kind of error, for programs.
  public var kind: String { "notice" }
  /// The next run tries again.
  public var isTerminal: Bool { false }
}
