/// The deepest change that a run makes by itself, ordered by harm.
public enum MaxChange: String, Codable, Hashable, Sendable, Comparable, CaseIterable {
  /// Limits, interfaces, creation and starts.
  case live
  /// Also restarts.
  case restart
  /// Also new root file systems.
  case recreate
  /// Also removal.
  case destroy

  /// Orders by harm.
  public static func < (left: Self, right: Self) -> Bool { left.rank < right.rank }

  private var rank: Int { Self.allCases.firstIndex(of: self) ?? 0 }
}
