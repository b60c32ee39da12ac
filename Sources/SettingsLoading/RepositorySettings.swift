public import ContainerModel

/// Where specs come from.
public struct RepositorySettings: Hashable, Sendable {
  /// An https or ssh URL, or an absolute path; nil where only `--repository` names one.
  public var url: String?
  /// Branch, tag or commit.
  public var ref = "main"
  /// The folder of the specs in the repository.
  public var path = "."
  /// Private key for ssh, an absolute path.
  public var sshKey: String?
  /// Pinned host keys for ssh, an absolute path.
  public var knownHosts: String?
  /// File with a token for https, an absolute path.
  public var tokenFile: String?
  /// More certificate authorities for https, an absolute path.
  public var caFile: String?
  /// Whether a branch that was rewound is followed.
  public var allowRewind = false
  /// How long fetching may take.
  public var timeout = TimeSpan(seconds: 60)

  /// Makes settings with every default.
  public init() {}
}
