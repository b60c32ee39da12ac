import Subprocess
import SystemPackage
import Testing

/// A JSON Schema validator that is not ours: Debian's python3-jsonschema.
struct Judge {
  /// What it says about a document.
  enum Verdict: String {
    case valid, invalid
    /// Not YAML, or its value is none that JSON could hold.
    case unreadable
  }

  /// The schema, by its name in `schema/`.
  let schema: String

  static let repository = #filePath.dropLast("/Tests/SpecLoadingTests/Judge.swift".count)

  /// Judges YAML files.
  func verdicts(files: [String]) async throws -> [Verdict] {
    try await run(files, input: "")
  }

  /// Judges documents in JSON, each on a line.
  func verdicts(json documents: [String]) async throws -> [Verdict] {
    try await run([], input: documents.map { $0 + "\n" }.joined())
  }

  private func run(_ files: [String], input: String) async throws -> [Verdict] {
    let script = "\(Self.repository)/Tests/SpecLoadingTests/judge.py"
    let arguments = [script, "\(Self.repository)/schema/\(schema)"] + files
    let result = try await Subprocess.run(
      .path("/usr/bin/python3"), arguments: Arguments(arguments), input: .string(input),
      output: .string(limit: 1 << 22), error: .string(limit: 1 << 16))
    try #require(result.terminationStatus.isSuccess, "\(result.standardError)")
    return result.standardOutput.split(separator: "\n").compactMap {
      Verdict(rawValue: String($0))
    }
  }
}
