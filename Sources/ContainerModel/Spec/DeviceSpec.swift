/// A device of the host that a container may use.
public struct DeviceSpec: Codable, Hashable, Sendable {
  /// The device node on the host and in the container, an absolute path below `/dev`.
  public var path: String
  /// What is allowed: a subset of `r`, `w`, `m` in that order (kernel documentation, `cgroup-v1/devices`).
  public var mode: String

  /// Makes a device; by default it can be read and written.
  public init(path: String, mode: String = "rw") {
    self.path = path
    self.mode = mode
  }
}
