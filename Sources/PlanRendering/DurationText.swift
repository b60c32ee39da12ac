/// A length of time for people: `3 ms`, `4.1 s`, `12 min`.
public func durationText(milliseconds: Int64) -> String {
  switch milliseconds {
  case ..<1000: return "\(milliseconds) ms"
  case ..<60_000: return "\(milliseconds / 1000).\(milliseconds % 1000 / 100) s"
  default: return "\(milliseconds / 60_000) min"
  }
}
