/// Why something of this machine could not be looked at.
public struct HostProbingError: Error, Hashable, Sendable, CustomStringConvertible {
  /// What failed, on what, why, and what to do.
  public let description: String

  init(_ description: String) { self.description = description }
}
