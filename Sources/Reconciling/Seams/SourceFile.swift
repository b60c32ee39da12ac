/// A file that may be a spec.
public struct SourceFile: Codable, Hashable, Sendable {
  /// Relative to the repository's root.
  public var path: String
  /// Its content, at most 256 KiB.
  public var bytes: [UInt8]

  /// Makes a file.
  public init(path: String, bytes: [UInt8]) {
    self.path = path
    self.bytes = bytes
  }
}
