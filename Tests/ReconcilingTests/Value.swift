/// Any JSON value.
indirect enum Value: Codable, Hashable {
  case object([String: Value])
  case list([Value])
  case text(String)
  case number(Int64)
  case truth(Bool)
  case null

  init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    if container.decodeNil() {
      self = .null
    } else if let value = try? container.decode(Bool.self) {
      self = .truth(value)
    } else if let value = try? container.decode(Int64.self) {
      self = .number(value)
    } else if let value = try? container.decode(String.self) {
      self = .text(value)
    } else if let value = try? container.decode([Value].self) {
      self = .list(value)
    } else {
      self = .object(try container.decode([String: Value].self))
    }
  }

  func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    switch self {
    case .object(let values): try container.encode(values)
    case .list(let values): try container.encode(values)
    case .text(let value): try container.encode(value)
    case .number(let value): try container.encode(value)
    case .truth(let value): try container.encode(value)
    case .null: try container.encodeNil()
    }
  }

  /// This value with each value in it changed in turn, and where that is.
  var variants: [(path: String, value: Value)] {
    switch self {
    case .object(let values):
      return values.flatMap { key, value -> [(path: String, value: Value)] in
        var without = values
        without[key] = nil
        let inside = value.variants.map { path, changed in
          var copy = values
          copy[key] = changed
          return (path: "\(key).\(path)", value: Value.object(copy))
        }
        return inside + [("-\(key)", .object(without))]
      }
    case .list(let values):
      return values.indices.flatMap { index in
        values[index].variants.map { path, changed in
          var copy = values
          copy[index] = changed
          return ("[\(index)].\(path)", .list(copy))
        }
      }
    case .text(let text): return ["x\(text)", "\(text)1", "running"].map { ("", .text($0)) }
    case .number(let number): return [("", .number(number + 1))]
    case .truth(let truth): return [("", .truth(!truth))]
    case .null: return []
    }
  }
}
