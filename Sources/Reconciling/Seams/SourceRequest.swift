/// What to read from the repository.
public struct SourceRequest: Codable, Hashable, Sendable {
  /// Branch, tag or commit.
  public var reference: String
  /// The folder that holds the specs, relative to the repository's root; `.` for all of it.
  public var path: String
  /// The commit that was accepted last, 40 hexadecimal digits: a new one must descend from it. Nil at first.
  public var accepted: String?
  /// What was asked for when that commit was accepted.
  public var acceptedReference: String?
  /// Whether a commit that does not descend from the accepted one is taken.
  public var allowRewind: Bool
  /// Whether the server is left alone and `accepted`, if it was accepted for this reference, or else what the mirror has, is read.
  public var noFetch: Bool
  /// Whether nothing at all may be written to the state directory.
  public var dryRun: Bool

  /// Makes a request.
  public init(
    reference: String, path: String, accepted: String?, acceptedReference: String? = nil,
    allowRewind: Bool, noFetch: Bool, dryRun: Bool
  ) {
    self.reference = reference
    self.path = path
    self.accepted = accepted
    self.acceptedReference = acceptedReference
    self.allowRewind = allowRewind
    self.noFetch = noFetch
    self.dryRun = dryRun
  }
}
