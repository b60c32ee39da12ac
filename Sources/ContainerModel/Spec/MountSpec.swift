/// Something mounted into a container.
public struct MountSpec: Codable, Hashable, Sendable {
  /// Where in the container: an absolute, normal path.
  public var target: String
  /// Whether writing fails.
  public var readOnly = false
  /// What is mounted.
  public var source: MountSource

  /// Makes a mount.
  public init(target: String, source: MountSource, readOnly: Bool = false) {
    self.target = target
    self.source = source
    self.readOnly = readOnly
  }
}
