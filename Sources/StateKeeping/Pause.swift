/// That the owner wants a container, or the whole machine, left as it is.
public struct Pause: Codable, Hashable, Sendable {
  /// Version of this format.
  public var formatVersion = 1
  /// Why, in the owner's words.
  public var reason: String
  /// When it was said, RFC 3339 in UTC.
  public var since: String
  /// Until when, RFC 3339 in UTC; nil: until it is lifted.
  public var until: String?

  /// Makes a pause.
  public init(reason: String, since: String, until: String?) {
    self.reason = reason
    self.since = since
    self.until = until
  }
}
