/// One thing to do.
public struct PlanStep: Codable, Hashable, Sendable {
  /// Unique in the plan: `dns/setResources`.
  public var id: String
  /// What it is about.
  public var resource: ResourceReference
  /// What it does.
  public var action: StepAction
  /// What of the resource, where the action needs it: the interface to move, the upper to retire.
  public var item: String?
  /// Ids of the steps that must have succeeded before.
  public var after: [String]

  /// Makes a step; its id follows from what it does.
  public init(
    _ action: StepAction, of resource: ResourceReference, item: String? = nil, after: [String] = []
  ) {
    id = "\(resource.name)/\(action.rawValue)" + (item.map { "/\($0)" } ?? "")
    self.resource = resource
    self.action = action
    self.item = item
    self.after = after
  }
}
