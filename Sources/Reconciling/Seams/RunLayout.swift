public import ContainerModel

/// Where everything lies below the run directory, which a reboot empties.
public struct RunLayout: Codable, Hashable, Sendable {
  /// The run directory, an absolute path.
  public let root: String

  /// Makes the layout of the run directory `root`.
  public init(root: String) {
    self.root = root
  }

  /// What the container's init was started with (`StartRecord`).
  public func startRecord(_ name: ContainerName) -> String { "\(root)/starts/\(name).json" }
  /// liblxc's log of the container's last start.
  public func startLog(_ name: ContainerName) -> String { "\(root)/logs/\(name).log" }
  /// What the container wrote to its console, bounded.
  public func console(_ name: ContainerName) -> String { "\(root)/console/\(name).log" }
}
