public import StatusJudging

/// What a page shows.
public struct PageContent: Hashable, Sendable {
  /// The router's name.
  public var host: String
  /// When this was so (RFC 3339, UTC).
  public var time: String
  /// How the machine is; nil where that could not be found out.
  public var status: MachineStatus?
  /// Why that could not be found out, or why the last run ended early; nil: neither.
  public var problem: String?
  /// The repository's address as given; nil where none is followed yet.
  public var repository: String?
  /// The last runs that changed something, or meant to, newest first.
  public var runs: [PageRun]

  /// Makes the content of a page.
  public init(
    host: String, time: String, status: MachineStatus?, problem: String? = nil,
    repository: String? = nil, runs: [PageRun] = []
  ) {
    self.host = host
    self.time = time
    self.status = status
    self.problem = problem
    self.repository = repository
    self.runs = runs
  }
}
