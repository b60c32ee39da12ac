/// Any JSON document, to be changed in one place.
public enum JSONValue: Codable, Hashable, Sendable {
  case null
  case bool(Bool)
  case number(Int64)
  case text(String)
  case list([JSONValue])
  case object([String: JSONValue])

  /// Reads any document.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    if container.decodeNil() {
      self = .null
    } else if let value = try? container.decode(Bool.self) {
      self = .bool(value)
    } else if let value = try? container.decode(Int64.self) {
      self = .number(value)
    } else if let value = try? container.decode(String.self) {
      self = .text(value)
    } else if let value = try? container.decode([JSONValue].self) {
      self = .list(value)
    } else {
      self = .object(try container.decode([String: JSONValue].self))
    }
  }

  /// Writes the same document.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    switch self {
    case .null: try container.encodeNil()
    case .bool(let value): try container.encode(value)
    case .number(let value): try container.encode(value)
    case .text(let value): try container.encode(value)
    case .list(let value): try container.encode(value)
    case .object(let value): try container.encode(value)
    }
  }

  /// This document with one value exchanged, for each value that is neither a list nor an object and each of `others`,
  /// with the way to it.
  public func variations(at way: String = "", _ others: (JSONValue) -> [JSONValue]) -> [(
    way: String, document: JSONValue
  )] {
    switch self {
    case .list(let items):
      items.indices.flatMap { index in
        items[index].variations(at: "\(way)[\(index)]", others).map { variation in
          var items = items
          items[index] = variation.document
          return (variation.way, .list(items))
        }
      }
    case .object(let members):
      members.flatMap { key, value in
        value.variations(at: "\(way).\(key)", others).map { variation in
          var members = members
          members[key] = variation.document
          return (variation.way, .object(members))
        }
      }
    case .null, .bool, .number, .text: others(self).map { (way, $0) }
    }
  }
}
