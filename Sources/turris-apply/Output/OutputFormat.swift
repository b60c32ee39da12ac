import ArgumentParser
import FoundationEssentials

/// How results are written.
enum OutputFormat: String, ExpressibleByArgument, CaseIterable {
  case text
  case json

  /// Writes one JSON document.
  static func print(json value: some Encodable) throws {
    try StandardStreams.print(text(json: value))
  }

  /// One JSON document, for people too.
  static func text(json value: some Encodable) throws(CommandFailure) -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes, .prettyPrinted]
    do {
      return String(decoding: try encoder.encode(value), as: UTF8.self)
    } catch {
      throw CommandFailure("failed to write JSON: \(error)")
    }
  }
}
