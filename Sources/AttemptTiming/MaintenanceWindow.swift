/// A time of the week in which the agent may carry out what a commit asks for, by the local clock.
public struct MaintenanceWindow: Hashable, Sendable {
  /// The days on which it begins.
  public var days: Set<Weekday>
  /// When it begins, in minutes after midnight.
  public var from: Int64
  /// When it ends, in minutes after midnight: of the next day where that is not after the beginning.
  public var to: Int64

  private static let day: Int64 = 24 * 60
  private static let week: Int64 = 7 * day

  /// Makes a window.
  public init(days: Set<Weekday>, from: Int64, to: Int64) {
    self.days = days
    self.from = from
    self.to = to
  }

  /// Reads `HH:MM`, from 00:00 to 24:00, as minutes after midnight; nil for anything else.
  public static func minutes(_ text: String) -> Int64? {
    let parts = text.utf8.split(separator: UInt8(ascii: ":"), omittingEmptySubsequences: false)
    guard parts.count == 2, parts.allSatisfy({ $0.count == 2 && $0.allSatisfy(isDigit) }),
      let hours = Int64(Substring(parts[0])), let minutes = Int64(Substring(parts[1])),
      minutes < 60, case let sum = hours * 60 + minutes, sum <= day
    else { return nil }
    return sum
  }

  private static func isDigit(_ byte: UInt8) -> Bool {
    (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
  }

  /// How many minutes are left until one of `windows` opens; 0 while one is open, nil where there is none.
  ///
  /// - Parameter minute: minutes after Monday, 00:00, by the local clock.
  public static func opening(of windows: [MaintenanceWindow], after minute: Int64) -> Int64? {
    windows.flatMap { window in window.days.map { window.opening($0, after: minute) } }.min()
  }

  private func opening(_ day: Weekday, after minute: Int64) -> Int64 {
    let begin = day.position * Self.day + from
    let length = to > from ? to - from : to - from + Self.day
    let passed = ((minute - begin) % Self.week + Self.week) % Self.week
    return passed < length ? 0 : Self.week - passed
  }
}
