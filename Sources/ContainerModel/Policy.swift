/// What the owner of this router lets a repository ask for. The default is the strictest.
public struct Policy: Codable, Hashable, Sendable {
  /// Whether containers may be privileged.
  public var privileged = false
  /// Whether containers may do without seccomp.
  public var unconfined = false
  /// Prefixes below which host paths may be mounted.
  public var bindSources: [String] = []
  /// Prefixes below which host directories may be images.
  public var imageDirectories: [String] = []
  /// Prefixes below which host directories may be lowers of an overlay.
  public var overlayLowers: [String] = []
  /// Devices, or prefixes of devices.
  public var devices: [String] = []
  /// Capabilities that a container may keep beyond LXC's default.
  public var capabilities: [String] = []
  /// Kernel parameters beyond those of the container's own namespaces.
  public var sysctls: [String] = []
  /// Bridges that a container may join; `*` stands for any text.
  public var bridges: [String] = ["*"]
  /// Totals.
  public var limits = PolicyLimits()

  /// Makes the strictest policy.
  public init() {}
}
