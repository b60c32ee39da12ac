/// Bounds on the use of one block device.
public struct IODeviceSpec: Codable, Hashable, Sendable {
  /// The device node on the host, an absolute path.
  public var device: String
  /// Bytes read in a second.
  public var read: ByteCount?
  /// Bytes written in a second.
  public var write: ByteCount?
  /// Reads in a second.
  public var readIOPS: Int64?
  /// Writes in a second.
  public var writeIOPS: Int64?

  /// Makes one without bounds.
  public init(device: String) {
    self.device = device
  }
}
