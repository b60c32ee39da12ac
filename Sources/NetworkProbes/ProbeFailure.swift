public import Workers

/// Why a container did not answer as a healthy one does.
public struct ProbeFailure: WorkerReportable, Hashable, CustomStringConvertible {
  /// Why, in lower case: `tcp 80 refused the connection`.
  public let cause: String
  /// Lines of the container's own that explain it.
  public let details: [String]

  /// Makes a failure.
  public init(_ cause: String, details: [String] = []) {
    self.cause = cause
    self.details = details
  }

  /// The same.
  public var description: String { cause }
  /// The kind of error, for programs.
  public var kind: String { "probe" }
  /// The next try may work.
  public var isTerminal: Bool { false }
}
