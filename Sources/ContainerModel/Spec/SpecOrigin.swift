/// Where a spec stands, for messages.
public struct SpecOrigin: Codable, Hashable, Sendable {
  /// The file, relative to the root that was read.
  public let path: String
  /// From 1.
  public let line: Int
  /// In characters, from 1.
  public let column: Int

  /// Makes a place.
  public init(path: String, line: Int, column: Int) {
    self.path = path
    self.line = line
    self.column = column
  }
}

extension SpecOrigin: CustomStringConvertible {
  /// `path:line:column`.
  public var description: String { "\(path):\(line):\(column)" }
}
