import FoundationEssentials
import SchemaJudge
import SettingsLoading
import SpecLoading
import Testing

/// What is wrong with a file, a line each: `line:column: message`.
func complaints(_ diagnostics: [Diagnostic]) -> [String] {
  diagnostics.map { "\($0.line):\($0.column): \($0.message)" }
}

/// What is wrong with settings.
func settingsComplaints(_ text: String) -> [String] {
  complaints(loadSettings(Array(text.utf8), path: "config.yaml").diagnostics)
}

/// What is wrong with a policy.
func policyComplaints(_ text: String) -> [String] {
  complaints(loadPolicy(Array(text.utf8), path: "policy.yaml").diagnostics)
}

/// A file of the repository.
func repositoryFile(_ path: String) throws -> [UInt8] {
  [UInt8](try #require(FileManager.default.contents(atPath: "\(Judge.repository)/\(path)")))
}

/// The keys of a schema's properties at all depths, as a document would nest them: `history.runs`.
func properties(ofSchema name: String) throws -> [String] {
  struct Schema: Decodable {
    var properties: [String: Schema]?

    func paths(below parent: String) -> [String] {
      (properties ?? [:]).sorted { $0.key < $1.key }.flatMap { key, schema in
        let path = parent.isEmpty ? key : "\(parent).\(key)"
        return [path] + schema.paths(below: path)
      }
    }
  }
  let data = Data(try repositoryFile("schema/\(name)"))
  return try JSONDecoder().decode(Schema.self, from: data).paths(below: "")
}
