internal import DurableFiles
internal import SystemPackage

/// What liblxc wrote to the log of one start: the only place where a start that was left to the background tells why it failed.
struct StartLog: Sendable {
  let path: String

  /// The messages of level ERROR, in order, each once.
  var errors: [String] {
    // A log that can't be read has nothing to tell; the failure itself is known without it.
    guard let bytes = try? DurableFile(FilePath(path)).read(limit: 4 << 20) else { return [] }
    var messages: [String] = []
    for line in String(decoding: bytes, as: UTF8.self).split(separator: "\n") {
      guard let message = Self.error(in: line), !messages.contains(message) else { continue }
      messages.append(message)
    }
    return messages
  }

  /// The message of a line such as `lxc web 20261123220937.554 ERROR    network - network.c:attach:1619 - No bridge`.
  static func error(in line: Substring) -> String? {
    let parts = line.split(separator: " - ", maxSplits: 2, omittingEmptySubsequences: false)
    guard parts.count == 3, parts[0].split(separator: " ").contains("ERROR") else { return nil }
    return parts[2].trimmed
  }
}
