public import ContainerModel

/// What one attempt is asked for.
public struct AttemptOptions: Hashable, Sendable {
  /// The repository's URL or path, as given: a change of it is noticed.
  public var repository: String
  /// Branch, tag or commit.
  public var reference: String
  /// The folder in the repository.
  public var path: String
  /// Whether a branch that was rewound is followed.
  public var allowRewind = false
  /// Whether the server is left alone.
  public var noFetch = false
  /// Whether nothing at all may be written.
  public var dryRun = false
  /// Only these containers; nil: all.
  public var only: [ContainerName]?
  /// At most so many containers may be destroyed; nil: the guard decides.
  public var allowDestroy: Int64?
  /// The deepest change.
  public var maxChange = MaxChange.destroy

  /// Whether this asks for what was accepted before, if maybe another commit of it.
  func isSame(as accepted: AcceptedSource) -> Bool {
    accepted.repository == repository && accepted.path == path
  }

  /// Whether specs that failed before are tried again, and containers started that ended by themselves.
  public var retry = false
  /// Whether nobody sits before it: pauses after failures are kept.
  public var isUnattended = false
  /// What is left as it is for now.
  public var holds = Holds()

  /// Makes options with the defaults of the command line.
  public init(repository: String, reference: String, path: String) {
    self.repository = repository
    self.reference = reference
    self.path = path
  }
}
