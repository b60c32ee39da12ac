/// What becomes of one resource, and why.
public struct PlannedResource: Codable, Hashable, Sendable {
  /// What it is about.
  public var kind: ResourceReference.Kind
  /// Its name.
  public var name: String
  /// The deepest of its changes.
  public var change: ChangeKind
  /// Why; nil where nothing changes.
  public var cause: ChangeCause?
  /// For people: what a plan's reader should know beyond the changes.
  public var reason: String
  /// Each value that changes, by path.
  public var changes: [FieldChange]
  /// Why the change is not going to be made; nil where it is.
  public var blocked: String?
  /// Why what is asked for waits for a better time, which is no failure; nil where it does not. Without a step for the container it
  /// is left as it is meanwhile, with steps it is only made what it was before.
  public var waits: String?

  /// Why the container is only made what it was before, and not what its spec says; nil where that is no question.
  public var heldBack: String?

  /// Makes one.
  public init(
    kind: ResourceReference.Kind = .container, name: String, change: ChangeKind,
    cause: ChangeCause? = nil, reason: String = "", changes: [FieldChange] = [],
    blocked: String? = nil
  ) {
    self.kind = kind
    self.name = name
    self.change = change
    self.cause = cause
    self.reason = reason
    self.changes = changes
    self.blocked = blocked
  }
}
