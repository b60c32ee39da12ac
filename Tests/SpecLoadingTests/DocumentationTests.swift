import ContainerModel
import FoundationEssentials
import SchemaJudge
import Testing

@Suite("docs/spec.md says what the program does")
struct DocumentationTests {
  @Test("every property of the schema is a row, and every row a property")
  func rows() throws {
    let rows = try Self.rows()
    let properties = try Self.properties()
    #expect(Set(properties).subtracting(rows.keys) == [])
    #expect(Set(rows.keys).subtracting(properties) == [])
  }

  @Test("the class of a change is the planner's")
  func classes() throws {
    for (path, cells) in try Self.rows() where !["apiVersion", "kind", "name"].contains(path) {
      #expect(cells.last == FieldClass.change(of: path).rawValue, "\(path)")
    }
  }

  @Test("defaults are the schema's")
  func defaults() throws {
    let rows = try Self.rows()
    for (path, schema) in try Self.leaves() {
      guard let value = schema.default else { continue }
      let cells = try #require(rows[path])
      #expect(cells[1] == "`\(value)`" || cells[1].hasPrefix("`\(value)` "), "\(path)")
    }
  }

  @Test("the limits of setrlimit are all named")
  func limits() throws {
    let meaning = try #require(try Self.rows()["prlimits"]?.first)
    for name in try #require(try Self.schema().properties?["prlimits"]?.properties).keys {
      #expect(meaning.contains("`\(name)`"), "\(name)")
    }
  }

  /// The part of a JSON Schema that the document has to follow.
  private struct Schema: Decodable {
    var properties: [String: Schema]?
    var items: Reference?
    var definitions: [String: Schema]?
    var `default`: Scalar?

    enum CodingKeys: String, CodingKey {
      case properties, items, `default`
      case definitions = "$defs"
    }
  }

  private struct Reference: Decodable {
    var target: String?

    enum CodingKeys: String, CodingKey {
      case target = "$ref"
    }
  }

  /// A default that is shown: lists are said in words.
  private struct Scalar: Decodable, CustomStringConvertible {
    let description: String

    init(from decoder: any Decoder) throws {
      let container = try decoder.singleValueContainer()
      if let text = try? container.decode(String.self) {
        description = text
      } else if let truth = try? container.decode(Bool.self) {
        description = "\(truth)"
      } else {
        description = "\(try container.decode(Int.self))"
      }
    }
  }

  private static func schema() throws -> Schema {
    let path = "\(Judge.repository)/schema/container.v1.json"
    let data = try #require(FileManager.default.contents(atPath: path))
    return try JSONDecoder().decode(Schema.self, from: withoutLists(data))
  }

  /// Defaults that are lists are left out: they are empty, and a document says so in words.
  private static func withoutLists(_ data: Data) -> Data {
    Data(String(decoding: data, as: UTF8.self).replacing("\"default\": []", with: "\"x\": []").utf8)
  }

  private static func properties() throws -> [String] { try leaves().map(\.path) }

  /// The properties that hold values, by their path; those of list items behind `[]`.
  private static func leaves() throws -> [(path: String, schema: Schema)] {
    let root = try schema()
    let definitions = root.definitions ?? [:]
    func leaves(_ schema: Schema, _ path: String) -> [(path: String, schema: Schema)] {
      if path == "prlimits" { return [(path, schema)] }
      let item = schema.items?.target.flatMap {
        definitions[String($0.dropFirst("#/$defs/".count))]
      }
      if let item, item.properties != nil { return leaves(item, path + "[]") }
      guard let properties = schema.properties else { return [(path, schema)] }
      return properties.sorted { $0.key < $1.key }.flatMap { key, value in
        leaves(value, path.isEmpty ? key : "\(path).\(key)")
      }
    }
    return leaves(root, "")
  }

  /// The cells behind each field of the document's tables: meaning, default, change.
  private static func rows() throws -> [String: [String]] {
    let path = "\(Judge.repository)/docs/spec.md"
    let data = try #require(FileManager.default.contents(atPath: path))
    var rows: [String: [String]] = [:]
    for line in String(decoding: data, as: UTF8.self).split(separator: "\n")
    where line.hasPrefix("| `") {
      let cells = line.dropFirst(2).dropLast(2).split(separator: " | ").map(String.init)
      try #require(cells.count == 4, "\(line)")
      rows[String(cells[0].dropFirst().dropLast())] = Array(cells.dropFirst())
    }
    return rows
  }
}
