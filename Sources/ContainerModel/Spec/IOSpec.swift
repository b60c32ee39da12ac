/// Limits on block devices.
public struct IOSpec: Codable, Hashable, Sendable {
  /// Share against others, 1–10000; 100 is normal.
  public var weight: Int64?
  /// Bounds by device, in order of the spec.
  public var devices: [IODeviceSpec] = []

  /// Makes one without limits.
  public init() {}
}
