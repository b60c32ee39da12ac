/// What can be said of the clock that tells the date.
public enum WallClock {
  /// Before this it cannot be right: a router without a battery begins in 1970, or at the date of its firmware. 2025-01-01, in
  /// seconds since 1970.
  public static let earliest: Int64 = 1_735_689_600

  /// Whether `seconds` since 1970 can be now.
  public static func isPlausible(_ seconds: Int64) -> Bool { seconds >= earliest }
}
