import Subprocess
import SystemPackage

/// A JSON Schema validator that is not ours: Debian's python3-jsonschema.
public struct Judge: Sendable {
  /// What it says about a document.
  public enum Verdict: String, Sendable {
    /// As the schema wants it.
    case valid
    /// Not as the schema wants it.
    case invalid
    /// Not YAML, or its value is none that JSON could hold.
    case unreadable
  }

  /// The validator did not do its work.
  public struct Failure: Error {
    /// What it said.
    public let message: String
  }

  /// The root of the repository.
  public static let repository = String(#filePath.dropLast("/Tests/SchemaJudge/Judge.swift".count))

  private let schema: String

  /// Judges by a schema, named as in `schema/`.
  public init(schema: String) {
    self.schema = schema
  }

  /// Judges YAML files.
  public func verdicts(files: [String]) async throws -> [Verdict] {
    try await run(files, input: "")
  }

  /// Judges documents in JSON, each on a line.
  public func verdicts(json documents: [String]) async throws -> [Verdict] {
    try await run([], input: documents.map { $0 + "\n" }.joined())
  }

  private func run(_ files: [String], input: String) async throws -> [Verdict] {
    let script = "\(Self.repository)/Tests/SchemaJudge/judge.py"
    let result = try await Subprocess.run(
      .path("/usr/bin/python3"),
      arguments: Arguments([script, "\(Self.repository)/schema/\(schema)"] + files),
      input: .string(input), output: .string(limit: 1 << 22), error: .string(limit: 1 << 16))
    guard result.terminationStatus.isSuccess else {
      throw Failure(message: result.standardError)
    }
    return result.standardOutput.split(separator: "\n").compactMap {
      Verdict(rawValue: String($0))
    }
  }
}
