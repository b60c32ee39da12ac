/// A file of a folder that a spec uses.
public struct FolderFile: Codable, Hashable, Sendable {
  /// Relative to the folder.
  public var path: String
  /// Whether it may be executed.
  public var isExecutable: Bool
  /// Its content.
  public var bytes: [UInt8]

  /// Makes a file.
  public init(path: String, isExecutable: Bool, bytes: [UInt8]) {
    self.path = path
    self.isExecutable = isExecutable
    self.bytes = bytes
  }
}
