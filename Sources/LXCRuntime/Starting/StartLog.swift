internal import DurableFiles
internal import SystemPackage

/// What liblxc wrote to the log of one start: the only place where a start that was left to the background tells why it failed.
struct StartLog: Sendable {
  let path: String

  /// A log that can't be read has nothing to tell; the failure itself is known without it.
  var lines: [Substring] {
    guard let bytes = try? DurableFile(FilePath(path)).read(limit: 4 << 20) else { return [] }
    return String(decoding: bytes, as: UTF8.self).split(separator: "\n")
  }

  /// The messages of level ERROR, in order, each once.
  var errors: [String] {
    var messages: [String] = []
    for line in lines {
      guard let message = Self.error(in: line), !messages.contains(message) else { continue }
      messages.append(message)
    }
    return messages
  }

  /// The message of a line such as `lxc web 20261123220937.554 ERROR    network - network.c:attach:1619 - No bridge`.
  static func error(in line: Substring) -> String? {
    guard let (head, message) = parts(of: line), head.split(separator: " ").contains("ERROR") else {
      return nil
    }
    return message.trimmed
  }

  /// What stands before the place in liblxc's source, and the message after it.
  static func parts(of line: Substring) -> (head: Substring, message: Substring)? {
    let parts = line.split(separator: " - ", maxSplits: 2, omittingEmptySubsequences: false)
    return parts.count == 3 ? (parts[0], parts[2]) : nil
  }
}
