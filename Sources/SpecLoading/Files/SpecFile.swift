/// A file that may be a spec.
public struct SpecFile: Hashable, Sendable {
  /// What is known of a file.
  public enum Content: Hashable, Sendable {
    /// All of its bytes.
    case bytes([UInt8])
    /// Why it was not read, as the end of a sentence about the file: `is a symbolic link`. An error where the file is a spec,
    /// of no interest where it is data.
    case unreadable(String)
  }

  /// Relative to the root of the repository, with slashes: `containers/web.yaml`.
  public let path: String
  /// What is in it.
  public let content: Content

  /// A file that was read.
  public init(path: String, bytes: [UInt8]) {
    self.path = path
    content = .bytes(bytes)
  }

  /// A file that was not read.
  public init(path: String, unreadable reason: String) {
    self.path = path
    content = .unreadable(reason)
  }
}
