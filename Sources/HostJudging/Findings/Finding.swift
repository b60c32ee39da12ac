/// What was found out about one thing, and what to do about it.
public struct Finding: Encodable, Hashable, Sendable {
  /// How bad it is.
  public enum Level: String, Codable, Hashable, Sendable, CaseIterable {
    /// Something needed is missing.
    case needed
    /// It goes without, but not well.
    case advised
    /// As it should be.
    case fine
  }

  /// What it belongs to.
  public enum Area: String, Codable, Hashable, Sendable, CaseIterable {
    case program, kernel, controlGroups, liblxc, storage, network, clock, settings, repository
  }

  /// What it belongs to.
  public var area: Area
  /// What was looked at: `user namespaces`, `state directory`.
  public var subject: String
  /// How bad it is.
  public var level: Level
  /// What was found, in lower case.
  public var message: String
  /// What to do, in lower case; nil where nothing is to be done.
  public var remedy: String?
  /// More lines, such as each mistake of a file.
  public var details: [String]

  /// Makes a finding.
  public init(
    _ area: Area, _ subject: String, _ level: Level, _ message: String, remedy: String? = nil,
    details: [String] = []
  ) {
    self.area = area
    self.subject = subject
    self.level = level
    self.message = message
    self.remedy = remedy
    self.details = details
  }

  private enum CodingKeys: String, CodingKey {
    case area, subject, level, message, remedy, details
  }

  /// Leaves out `details` where there are none.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(area, forKey: .area)
    try container.encode(subject, forKey: .subject)
    try container.encode(level, forKey: .level)
    try container.encode(message, forKey: .message)
    try container.encodeIfPresent(remedy, forKey: .remedy)
    if !details.isEmpty { try container.encode(details, forKey: .details) }
  }
}
