/// A change of a container that has not proved itself yet: since it was made, nobody saw the container live through its settle
/// time and become healthy.
public struct Trial: Codable, Hashable, Sendable {
  /// What it goes back to if it does not; nil where it is new.
  public var before: EarlierState?

  /// Makes a trial.
  public init(before: EarlierState?) {
    self.before = before
  }
}
