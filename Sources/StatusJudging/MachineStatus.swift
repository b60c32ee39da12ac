/// How a machine is: its commits, and each of its containers.
public struct MachineStatus: Codable, Hashable, Sendable {
  /// `MAJOR.MINOR` of the JSON form; minor versions only add keys.
  public var formatVersion = "1.0"
  /// The commits.
  public var revision: RevisionStatus
  /// Why the commit is not what the containers were compared with, or would be refused as a whole; empty: neither.
  public var problems: [String]
  /// Every container of the repository and of the inventory, by name.
  public var containers: [ContainerStatus]

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
