/// All that one commit asks for.
public struct DesiredState: Codable, Hashable, Sendable {
  /// The commit; nil where specs did not come from git.
  public var revision: Revision?
  /// The containers, by name.
  public var containers: [ContainerName: DesiredContainer]

  /// Makes one.
  public init(revision: Revision?, containers: [DesiredContainer]) {
    self.revision = revision
    self.containers = Dictionary(
      containers.map { ($0.spec.name, $0) }, uniquingKeysWith: { first, _ in first })
  }
}
