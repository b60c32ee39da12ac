/// A spec that a container failed with: it is not tried again until it changes, or one that it depends on.
public struct FailedAttempt: Codable, Hashable, Sendable {
  /// The spec.
  public var spec: ContainerSpec
  /// The specs of all that it depends on, also by way of others, by name.
  public var dependencies: [ContainerName: ContainerSpec]
  /// The commit that it came from; nil where that is not known.
  public var commit: String?
  /// Why it failed, in one line.
  public var reason: String

  /// Makes one.
  public init(
    spec: ContainerSpec, dependencies: [ContainerName: ContainerSpec], commit: String?,
    reason: String
  ) {
    self.spec = spec
    self.dependencies = dependencies
    self.commit = commit
    self.reason = reason
  }
}

extension DesiredState {
  /// The specs of all that `name` depends on, also by way of others; what is not asked for is left out.
  public func dependencies(of name: ContainerName) -> [ContainerName: ContainerSpec] {
    var found: [ContainerName: ContainerSpec] = [:]
    var open = containers[name]?.spec.dependsOn ?? []
    while let next = open.popLast() {
      guard next != name, found[next] == nil, let spec = containers[next]?.spec else { continue }
      found[next] = spec
      open += spec.dependsOn
    }
    return found
  }
}
