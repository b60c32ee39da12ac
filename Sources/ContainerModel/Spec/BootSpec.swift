/// When a container starts at boot.
public struct BootSpec: Codable, Hashable, Sendable {
  /// Lower starts earlier.
  public var order: Int64 = 0

  /// Makes the default: order 0.
  public init(order: Int64 = 0) {
    self.order = order
  }
}
