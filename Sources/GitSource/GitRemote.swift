/// A repository, and what is needed to be let in.
public struct GitRemote: Codable, Hashable, Sendable {
  /// An absolute path, an https or ssh URL, or `[user@]host:path`; never with credentials.
  public var url: String
  /// Private key for ssh, without a passphrase.
  public var sshKey: String?
  /// Pinned host keys for ssh.
  public var knownHosts: String?
  /// A file with a token for https, or `user:token` where the server wants a certain user.
  public var tokenFile: String?
  /// Certificate authorities for https, in addition to the system's.
  public var caFile: String?

  /// Names a repository; the others are absolute paths.
  public init(
    url: String, sshKey: String? = nil, knownHosts: String? = nil, tokenFile: String? = nil,
    caFile: String? = nil
  ) {
    self.url = url
    self.sshKey = sshKey
    self.knownHosts = knownHosts
    self.tokenFile = tokenFile
    self.caFile = caFile
  }

  /// Sees whether the address can be one.
  ///
  /// - Throws: ``GitSourceError``
  public func checkAddress() throws(GitSourceError) { _ = try RepositoryAddress(url) }

  /// The address for messages and the journal: without user name, password, query and fragment.
  public var displayName: String { RepositoryAddress.harmless(url) }
}
