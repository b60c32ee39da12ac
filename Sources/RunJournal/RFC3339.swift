import FoundationEssentials

extension FormatStyle where Self == Date.ISO8601FormatStyle {
  /// `2026-11-23T19:14:02Z`.
  static var rfc3339: Date.ISO8601FormatStyle { .iso8601 }
}
