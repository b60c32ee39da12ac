/// A length of time in one unit, cut off: `40 s`, `12 min`, `5 h`, `21 d`.
public func spanText(seconds: Int64) -> String {
  switch max(0, seconds) {
  case ..<60: "\(max(0, seconds)) s"
  case ..<3600: "\(seconds / 60) min"
  case ..<86_400: "\(seconds / 3600) h"
  default: "\(seconds / 86_400) d"
  }
}
