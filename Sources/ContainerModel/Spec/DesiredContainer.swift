/// A container as one commit wants it.
public struct DesiredContainer: Codable, Hashable, Sendable {
  /// What is asked for.
  public var spec: ContainerSpec
  /// Where the document begins.
  public var origin: SpecOrigin
  /// Where single fields stand, by their path as a plan names it: `networks[eth0].bridge`.
  public var fieldOrigins: [String: SpecOrigin]

  /// Makes one.
  public init(spec: ContainerSpec, origin: SpecOrigin, fieldOrigins: [String: SpecOrigin] = [:]) {
    self.spec = spec
    self.origin = origin
    self.fieldOrigins = fieldOrigins
  }
}
