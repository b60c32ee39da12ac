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

extension DesiredContainer {
  /// Where the field at `path` stands; where it has a default and stands nowhere, the first of what stands around it.
  public func origin(of path: String) -> SpecOrigin {
    var around = path[...]
    while true {
      let inside = fieldOrigins.filter { $0.key == around || $0.key.hasPrefix("\(around).") }
      if let first = inside.values.min(by: { ($0.line, $0.column) < ($1.line, $1.column) }) {
        return first
      }
      // A key in brackets may hold dots: `mounts[/srv/a.b].readOnly`.
      let end = around.lastIndex(of: "]") ?? around.startIndex
      guard let dot = around[end...].lastIndex(of: ".") else { return origin }
      around = around[..<dot]
    }
  }
}
