/// One thing to do.
public struct PlanStep: Codable, Hashable, Sendable {
  /// Unique in the plan: `dns/setResources`.
  public var id: String
  /// What it is about.
  public var resource: ResourceReference
  /// What it does.
  public var action: StepAction
  /// What of the resource, where the action needs it: the interface to move, the upper to retire; the archive of an image,
  /// the path of a folder in the repository.
  public var item: String?
  /// Ids of the steps that must have succeeded before.
  public var after: [String]

  /// Ids of steps of other containers that must have ended before: if any was begun, all must have succeeded. Nil: none.
  public var behind: [String]?
  /// Ids of steps of other containers that must have ended before, in whatever way. Nil: none.
  public var past: [String]?
  /// Ids of steps of the same container, in order. Where this is not nil, the step is done only if one of them was begun and not
  /// all of them succeeded: it puts right what they left.
  public var onFailureOf: [String]?

  /// Makes a step; its id follows from what it does. The name of an image or a folder says all of it.
  public init(
    _ action: StepAction, of resource: ResourceReference, item: String? = nil, after: [String] = []
  ) {
    let part = resource.kind == .container ? item : nil
    id = "\(resource.name)/\(action.rawValue)" + (part.map { "/\($0)" } ?? "")
    self.resource = resource
    self.action = action
    self.item = item
    self.after = after
  }
}
