/// A day of the week, as settings write it.
public enum Weekday: String, Hashable, Sendable, CaseIterable {
  case mon, tue, wed, thu, fri, sat, sun

  /// How many days after Monday.
  public var position: Int64 { Int64(Self.allCases.firstIndex(of: self) ?? 0) }
}
