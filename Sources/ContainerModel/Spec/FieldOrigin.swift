/// Where one field of a spec stands.
public struct FieldOrigin: Codable, Hashable, Sendable {
  /// As a plan names it: `networks[eth0].bridge`.
  public let field: String
  /// Its value's place.
  public let origin: SpecOrigin

  /// Makes one.
  public init(field: String, origin: SpecOrigin) {
    self.field = field
    self.origin = origin
  }
}
