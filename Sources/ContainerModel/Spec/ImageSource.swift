/// Where a root file system comes from.
public enum ImageSource: Codable, Hashable, Sendable {
  /// A tar archive on the host (gz, xz, zstd or plain) at an absolute path, whose bytes have this digest.
  case archive(path: String, sha256: SHA256Digest)
  /// A directory of the host, an absolute path, used as it is and never written to.
  case directory(path: String)
}
