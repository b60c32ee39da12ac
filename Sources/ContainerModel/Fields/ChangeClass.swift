/// How deep the change of a field cuts; ordered by harm.
public enum ChangeClass: String, Codable, Hashable, Sendable, Comparable, CaseIterable {
  /// While it runs.
  case live
  /// Its init ends and starts again; everything it keeps stays.
  case restart
  /// Its root file system is made anew; volumes stay.
  case recreate

  /// Orders by harm.
  public static func < (left: Self, right: Self) -> Bool { left.rank < right.rank }

  private var rank: Int {
    switch self {
    case .live: 0
    case .restart: 1
    case .recreate: 2
    }
  }
}
