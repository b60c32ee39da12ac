/// What the owner is told, once.
public struct Notice: Codable, Hashable, Sendable {
  /// What happened.
  public enum Event: String, Codable, Hashable, Sendable, CaseIterable {
    /// Something is not as the repository asks.
    case failure
    /// A container was made again what it was.
    case rollback
    /// After failures or ways back, all is well again.
    case recovery
    /// A commit that changed something is applied whole.
    case success
  }

  /// `MAJOR.MINOR` of the JSON form; minor versions only add keys.
  public var formatVersion = "1.0"
  /// What happened.
  public var event: Event
  /// The same in one line, for people.
  public var message: String
  /// The name of this machine.
  public var host: String
  /// When, RFC 3339.
  public var time: String
  /// The run, for `turris-apply history`; nil where it has no journal.
  public var run: String?
  /// The commit, 40 hexadecimal digits; nil where none could be read.
  public var commit: String?
  /// First line of the commit's message.
  public var subject: String?
  /// What is not as it should be.
  public var problems: [Problem] = []
  /// Of a way back: the container.
  public var container: String?
  /// Of a way back: the commit that failed.
  public var from: String?
  /// Of a way back: the commit that it is again as in; nil where it was new.
  public var to: String?
  /// Of a way back: why, in one line.
  public var reason: String?

  init(_ event: Event, _ message: String, of end: RunEnd) {
    self.event = event
    self.message = shortened(message, to: 500)
    host = end.host
    time = end.time
    run = end.run
    commit = end.commit
    subject = end.subject
  }
}

/// Text that is cut where it is long.
func shortened(_ text: String, to limit: Int) -> String {
  text.count <= limit ? text : text.prefix(limit - 1) + "…"
}
