/// How a machine is: its commits, and each of its containers.
public struct MachineStatus: Codable, Hashable, Sendable {
  /// `MAJOR.MINOR` of the JSON form; minor versions only add keys.
  public var formatVersion = "1.0"
  /// When this was so (RFC 3339, UTC); nil where nobody looked at a clock.
  public var time: String?
  /// The commits.
  public var revision: RevisionStatus
  /// How the last run ended; nil where none has since the machine came up.
  public var attempt: AttemptStatus?
  /// When the agent looks next (RFC 3339, UTC); nil where none runs, or it has not decided yet.
  public var nextLook: String?
  /// Why nothing is changed for the time being; nil where nobody asked for that.
  public var paused: String?
  /// Why the commit is not what the containers were compared with, or would be refused as a whole; empty: neither.
  public var problems: [String]
  /// Every container of the repository and of the inventory, by name.
  public var containers: [ContainerStatus]
  /// The bridges that they are on, by name.
  public var networks: [NetworkStatus] = []

  /// Makes one.
  public init(
    revision: RevisionStatus, problems: [String] = [], containers: [ContainerStatus] = []
  ) {
    self.revision = revision
    self.problems = problems
    self.containers = containers
  }

  /// Whether no run ever got as far as to change anything.
  public var isUntouched: Bool {
    revision.attempted == nil && revision.applied == nil && containers.isEmpty
  }

  /// How many containers are in `state`.
  public func count(_ state: SyncState) -> Int { containers.count { $0.sync == state } }

  /// How many containers are in `state`.
  public func count(_ state: HealthState) -> Int { containers.count { $0.health == state } }
}
