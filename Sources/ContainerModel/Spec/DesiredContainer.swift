/// A container as one commit wants it.
public struct DesiredContainer: Codable, Hashable, Sendable {
  /// What is asked for.
  public var spec: ContainerSpec
  /// Where the document begins.
  public var origin: SpecOrigin
  /// Where single fields stand. A list: hardly a run asks for one, and each reads all of them.
  public var fieldOrigins: [FieldOrigin]

  /// Makes one.
  public init(spec: ContainerSpec, origin: SpecOrigin, fieldOrigins: [FieldOrigin] = []) {
    self.spec = spec
    self.origin = origin
    self.fieldOrigins = fieldOrigins
  }
}

extension DesiredContainer {
  /// Where the field at `path` stands; nil where it stands nowhere.
  public func place(of path: String) -> SpecOrigin? {
    fieldOrigins.last { $0.field == path }?.origin
  }

  /// Where the field at `path` stands; where it has a default and stands nowhere, the first of what stands around it.
  public func origin(of path: String) -> SpecOrigin {
    var around = path[...]
    while true {
      let inside = fieldOrigins.filter { $0.field == around || $0.field.hasPrefix("\(around).") }
        .map(\.origin)
      if let first = inside.min(by: { ($0.line, $0.column) < ($1.line, $1.column) }) {
        return first
      }
      // A key in brackets may hold dots: `mounts[/srv/a.b].readOnly`.
      let end = around.lastIndex(of: "]") ?? around.startIndex
      guard let dot = around[end...].lastIndex(of: ".") else { return origin }
      around = around[..<dot]
    }
  }
}
