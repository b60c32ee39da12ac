/// Why a process cannot be started, or signals cannot be waited for.
public struct SupervisionError: Error, Hashable, Sendable, CustomStringConvertible {
  /// What failed, on what, and why.
  public let description: String

  init(_ description: String) {
    self.description = description
  }
}
