public import ContainerModel

/// Where everything lies below the run directory, which a reboot empties.
public struct RunLayout: Codable, Hashable, Sendable {
  /// The run directory, an absolute path.
  public let root: String

  /// Makes the layout of the run directory `root`.
  public init(root: String) {
    self.root = root
  }

  /// The directory of what containers' inits were started with.
  public var startRecords: String { "\(root)/starts" }
  /// What the container's init was started with (`StartRecord`).
  public func startRecord(_ name: ContainerName) -> String { "\(startRecords)/\(name).json" }
  /// How the last run ended (`AttemptRecord`).
  public var attempt: String { "\(root)/attempt.json" }
  /// What the agent holds locked as long as it lives (fcntl(2), F_SETLK).
  public var agentLock: String { "\(root)/agent.lock" }
  /// When the agent looks next.
  public var agentStatus: String { "\(root)/agent.json" }
  /// The status as a page, for everyone.
  public var page: String { "\(root)/index.html" }
  /// The status as JSON, for everyone.
  public var statusDocument: String { "\(root)/status.json" }
  /// The status as metrics, for everyone.
  public var metrics: String { "\(root)/metrics.prom" }
  /// The last runs, as the page shows them.
  public var shownRuns: String { "\(root)/runs.json" }
  /// What was counted over runs.
  public var counters: String { "\(root)/counters.json" }
  /// What the kernel had counted for containers when the page was written.
  public var readings: String { "\(root)/readings.json" }
  /// The settings that the agent goes by.
  public var agentSettings: String { "\(root)/agent/settings.yaml" }
  /// liblxc's log of the container's last start.
  public func startLog(_ name: ContainerName) -> String { "\(root)/logs/\(name).log" }
  /// What the container wrote to its console, bounded.
  public func console(_ name: ContainerName) -> String { "\(root)/console/\(name).log" }
}
