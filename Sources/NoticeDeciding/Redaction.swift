/// Takes out of texts what nobody else may read: values of environments, tokens, and what addresses have before an `@`.
public struct Redaction: Sendable {
  /// Shorter values are in every text, and no secrets.
  static let shortest = 4
  private let secrets: [String]

  /// Takes out `secrets`.
  public init(_ secrets: Set<String>) {
    // The longest first: one may be a part of another.
    self.secrets = secrets.filter { $0.count >= Self.shortest }
      .sorted { ($0.count, $0) > ($1.count, $1) }
  }

  /// `text` without them.
  public func callAsFunction(_ text: String) -> String {
    var text = text
    for secret in secrets { text = replacing(secret, in: text) }
    return withoutUsers(text)
  }

  /// Of a whole end.
  public func callAsFunction(_ end: RunEnd) -> RunEnd {
    var end = end
    end.subject = end.subject.map { self($0) }
    end.problems = end.problems.map { Problem($0.kind, name: $0.name, reason: self($0.reason)) }
    end.waysBack = end.waysBack.map {
      WayBack(container: $0.container, to: $0.to, wasNew: $0.wasNew, reason: self($0.reason))
    }
    return end
  }

  private func replacing(_ secret: String, in text: String) -> String {
    let (text, secret) = (Array(text.utf8), Array(secret.utf8))
    var result: [UInt8] = []
    var index = 0
    while index < text.count {
      if text[index...].starts(with: secret) {
        result += "***".utf8
        index += secret.count
      } else {
        result.append(text[index])
        index += 1
      }
    }
    return String(decoding: result, as: UTF8.self)
  }

  /// `https://user:password@host/` becomes `https://***@host/`.
  private func withoutUsers(_ text: String) -> String {
    var result = ""
    var rest = Substring(text)
    while let colon = rest.firstIndex(of: ":") {
      let after = rest[rest.index(after: colon)...]
      result += rest[...colon]
      rest = after
      guard after.hasPrefix("//") else { continue }
      let authority = after.dropFirst(2).prefix { !"/?# '\"".contains($0) }
      result += "//"
      rest = after.dropFirst(2)
      if let at = authority.lastIndex(of: "@") {
        result += "***"
        rest = after[at...]
      }
    }
    return result + rest
  }
}
