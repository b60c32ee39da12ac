/// A container that was made again what it was, or, where it was new, removed again.
public struct WayBack: Hashable, Sendable {
  /// The container.
  public var container: String
  /// The commit that it goes back to; nil where it was new, or that commit is not known.
  public var to: String?
  /// Whether it was new.
  public var wasNew: Bool
  /// Why, in one line.
  public var reason: String

  /// Makes one.
  public init(container: String, to: String?, wasNew: Bool, reason: String) {
    self.container = container
    self.to = to
    self.wasNew = wasNew
    self.reason = reason
  }
}
