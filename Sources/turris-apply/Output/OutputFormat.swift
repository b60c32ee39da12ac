import ArgumentParser
import FoundationEssentials

/// How results are written.
enum OutputFormat: String, ExpressibleByArgument, CaseIterable {
  case text
  case json

  /// Writes one JSON document.
  static func print(json value: some Encodable) throws {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes, .prettyPrinted]
    let data: Data
    do {
      data = try encoder.encode(value)
    } catch {
      throw CommandFailure("failed to write JSON: \(error)")
    }
    try StandardStreams.print(String(decoding: data, as: UTF8.self))
  }
}
