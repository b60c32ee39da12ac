public import ContainerModel
public import Reconciling

/// What the state directory remembers as a whole.
public struct StateIndex: Codable, Hashable, Sendable {
  /// Version of this format.
  public var formatVersion = 1
  /// Copies of the inventory entries, each as the JSON text of its file: they say which containers there must be, and mend an entry
  /// that was damaged. Text, since hardly a run needs to know what they mean.
  public var entries: [ContainerName: String] = [:]
  /// Which commit was accepted last; nil before the first.
  public var accepted: AcceptedSource?
  /// A commit that came after it, of which nothing was carried out; nil: none did.
  public var refused: RefusedCommit?
  /// Which commit was last applied whole, without a failure; nil before the first.
  public var applied: Revision?

  /// The specs that containers failed with last; nil: none ever did.
  public var failures: [ContainerName: FailedAttempt]?

  /// Containers that are being made, and have not proved themselves, in order; nil: none.
  public var newcomers: [ContainerName]?

  /// Makes an empty index.
  public init() {}
}
