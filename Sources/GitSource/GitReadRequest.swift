/// What to read from a repository, and how.
public struct GitReadRequest: Codable, Hashable, Sendable {
  /// The repository.
  public var remote: GitRemote
  /// The bare mirror, an absolute path; made if missing.
  public var mirror: String
  /// Branch, tag or commit; the last may be abbreviated to seven digits.
  public var reference: String
  /// The folder of specs, relative to the repository's root.
  public var path: String
  /// The commit that was accepted last, 40 hexadecimal digits.
  public var accepted: String?
  /// What was asked for when that commit was accepted; it stands in only for that.
  public var acceptedReference: String?
  /// Whether a commit that does not descend from the accepted one is taken.
  public var allowRewind: Bool
  /// Whether the server is left alone.
  public var noFetch: Bool
  /// Whether nothing is written to the mirror.
  public var dryRun: Bool
  /// What the server is told that this program is.
  public var userAgent: String
}
