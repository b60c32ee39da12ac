/// How a run ended, as far as its owner may want to hear of it.
public struct RunEnd: Hashable, Sendable {
  /// The run's id; nil where it has no journal.
  public var run: String?
  /// When it ended, RFC 3339.
  public var time: String
  /// The name of this machine.
  public var host: String
  /// The commit that it went by, 40 hexadecimal digits; nil where none could be read.
  public var commit: String?
  /// First line of the commit's message.
  public var subject: String?
  /// What is not as it should be, and was not put right by going back.
  public var problems: [Problem] = []
  /// Containers that were left for later because of another: no problems of their own.
  public var heldUp: Set<String> = []
  /// Containers that went back.
  public var waysBack: [WayBack] = []
  /// Whether all that was asked for is so.
  public var isDone = false
  /// Whether it was asked for all of the commit, and not for some containers.
  public var isWhole = true
  /// Whether the server said what the newest commit is.
  public var sawServer = false
  /// What was done with a commit that is now applied whole for the first time, `1 created, 2 changed live`; nil where it is not, or
  /// changed nothing.
  public var firstSuccess: String?

  /// Makes one of a run of which nothing is known yet.
  public init(run: String?, time: String, host: String, commit: String? = nil) {
    self.run = run
    self.time = time
    self.host = host
    self.commit = commit
  }
}
