/// How far a worker has come.
public struct UnpackProgress: Codable, Hashable, Sendable {
  /// Bytes of the archive that were read.
  public var read: Int64
  /// Bytes of the archive in all.
  public var total: Int64

  package init(read: Int64, total: Int64) {
    self.read = read
    self.total = total
  }
}
