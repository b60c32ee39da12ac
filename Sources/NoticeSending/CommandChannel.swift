public import NoticeDeciding

/// A command of the owner's own: told by its environment, and by JSON on standard input.
public struct CommandChannel: NoticeChannel {
  private let words: [String]

  /// A program, by its absolute path, and its arguments.
  public init(_ words: [String]) {
    self.words = words
  }

  /// The word for it.
  public var name: String { "command" }

  /// Runs it once.
  public func send(_ notice: Notice) async throws(NoticeError) {
    try await Courier(words).run(
      environment: Self.environment(of: notice), input: Array(try notice.json()))
  }

  /// What the command is told by its environment. No value has a character that a terminal, a log or a mail would act on.
  static func environment(of notice: Notice) -> [String: String] {
    let containers =
      notice.container.map { [$0] }
      ?? notice.problems.filter { $0.kind == .container }.map(\.name)
    let values: [String: String?] = [
      "EVENT": notice.event.rawValue, "MESSAGE": notice.message, "HOST": notice.host,
      "TIME": notice.time, "RUN": notice.run, "COMMIT": notice.commit, "SUBJECT": notice.subject,
      "CONTAINERS": containers.joined(separator: " "), "FROM": notice.from, "TO": notice.to,
      "REASON": notice.reason,
    ]
    var environment: [String: String] = [:]
    for (name, value) in values {
      environment["TURRIS_APPLY_\(name)"] = neutralised(value ?? "")
    }
    return environment
  }
}

/// `text` with a space in place of each control character, and of what reorders text.
func neutralised(_ text: String) -> String {
  var result = String.UnicodeScalarView()
  for scalar in text.unicodeScalars {
    switch scalar.value {
    case 0..<0x20, 0x7f..<0xa0, 0x200e...0x200f, 0x2028...0x202e, 0x2066...0x2069, 0xfeff:
      result.append(" ")
    default: result.append(scalar)
    }
  }
  return String(result)
}
