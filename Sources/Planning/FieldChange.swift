/// One value that changes.
public struct FieldChange: Hashable, Sendable {
  /// Where in the spec: `resources.memory.limit`, `networks[eth0].bridge`; `config` for an LXC config changed by hand.
  public var path: String
  /// What it is, as a spec would write it; nil: not set.
  public var before: String?
  /// What it will be; nil: not set.
  public var after: String?

  /// Makes a change.
  public init(path: String, before: String?, after: String?) {
    self.path = path
    self.before = before
    self.after = after
  }

  /// What stands for a value that is not shown.
  public static let masked = "***"

  /// Makes a change whose values are hidden where they may be secrets: in the environment.
  init(masking path: String, before: String?, after: String?) {
    let isSecret = path.hasPrefix("environment.")
    self.init(
      path: path, before: isSecret ? before.map { _ in Self.masked } : before,
      after: isSecret ? after.map { _ in Self.masked } : after)
  }
}

extension FieldChange: Codable {
  private enum CodingKeys: String, CodingKey {
    case path, before, after
  }

  /// Writes `null` for what is not set, where the synthesized form would leave the key out.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(path, forKey: .path)
    try container.encode(before, forKey: .before)
    try container.encode(after, forKey: .after)
  }
}
