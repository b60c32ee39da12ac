import ContainerModel

/// What liblxc and the kernel say.
public struct RuntimeObservation: Codable, Hashable, Sendable {
  /// By the name of the container's directory.
  public var containers: [String: RuntimeContainer]
  /// Which limits the kernel has a controller for (`HostFacts.supportedLimits`).
  public var supportedLimits: Set<String>
  /// `v1`, `hybrid` or `v2`.
  public var cgroupLayout: String

  /// How many seconds are left until the first container may be started again that ended again and again; nil: there is none.
  var pause: Int64? { containers.values.compactMap(\.pause).min() }

  /// The inits of containers whose start record is behind.
  var recordsBehind: [String: InitIdentity] {
    containers.filter(\.value.isRecordBehind).compactMapValues(\.identity)
  }

  /// Makes an observation.
  public init(
    containers: [String: RuntimeContainer], supportedLimits: Set<String>, cgroupLayout: String
  ) {
    self.containers = containers
    self.supportedLimits = supportedLimits
    self.cgroupLayout = cgroupLayout
  }
}
