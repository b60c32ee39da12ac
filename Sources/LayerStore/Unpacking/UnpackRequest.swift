public import ContainerModel

/// What a worker is asked to unpack.
public struct UnpackRequest: Codable, Hashable, Sendable {
  /// The archive, an absolute path. Symbolic links are followed: the digest says which file is meant.
  public var archive: String
  /// The digest that the archive's bytes must have.
  public var digest: SHA256Digest
  /// An empty directory that becomes the root file system, an absolute path.
  public var target: String
  /// The host's ids of the files' owners; nil: as in the archive.
  public var mapping: IDRange?
  /// What an archive may ask for.
  public var limits: UnpackLimits

  /// Makes a request.
  public init(
    archive: String, digest: SHA256Digest, target: String, mapping: IDRange?,
    limits: UnpackLimits = UnpackLimits()
  ) {
    self.archive = archive
    self.digest = digest
    self.target = target
    self.mapping = mapping
    self.limits = limits
  }
}
