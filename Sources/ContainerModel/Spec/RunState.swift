/// Whether a container should run.
public enum RunState: String, Codable, Hashable, Sendable, CaseIterable {
  /// Started, and started again when found stopped.
  case running
  /// Kept, but not running.
  case stopped
}
