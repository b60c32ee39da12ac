/// What is written of the status after each run, for web servers.
public struct StatusSettings: Hashable, Sendable {
  /// Whether a page and the same as JSON are.
  public var page = true
  /// Whether metrics are.
  public var metrics = true
}
