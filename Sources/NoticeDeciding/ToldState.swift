/// What the owner was told, as far as it decides on what is told next.
public struct ToldState: Codable, Hashable, Sendable {
  /// How many causes are remembered; older ones may be told again.
  static let limit = 256

  /// The causes that were told since all was well, the newest last. Empty: all is well, or nothing else was ever told.
  private(set) var causes: [String] = []
  /// Containers that were left for later because of such a cause, with their commit.
  private(set) var heldUp: [String] = []
  /// The commit of what was told last.
  private(set) var commit: String?

  /// Nothing was told.
  public init() {}

  func knows(_ cause: String) -> Bool { causes.contains(cause) || heldUp.contains(cause) }

  mutating func remember(_ news: [String], heldUp left: Set<String>, commit: String?) {
    causes = Array((causes.filter { !news.contains($0) } + news).suffix(Self.limit))
    heldUp = Array((heldUp.filter { !left.contains($0) } + left.sorted()).suffix(Self.limit))
    self.commit = commit
  }
}
