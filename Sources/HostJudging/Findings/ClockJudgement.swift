/// Whether the clock can be right. Routers have no battery for theirs: at boot it may be years off.
struct ClockJudgement {
  private let clock: ClockAccount
  private let usesCertificates: Bool
  /// Files of a router are renewed now and then; none is likely to be the newest for so long, in seconds.
  private static let longest: Int64 = 10 * 365 * 86400
  /// Clocks of two file systems and of time zones may differ by as much, in seconds.
  private static let slack: Int64 = 86400

  init(_ clock: ClockAccount, usesCertificates: Bool) {
    self.clock = clock
    self.usesCertificates = usesCertificates
  }

  var finding: Finding {
    if clock.now < clock.bound - Self.slack {
      return wrong(
        "before \(clock.boundFile) was written (\(Self.date(clock.bound)))",
        "certificates look not yet valid")
    }
    if clock.now > clock.bound + Self.longest {
      return wrong(
        "over ten years after \(clock.boundFile) was written (\(Self.date(clock.bound)))",
        "certificates look expired")
    }
    return Finding(
      .clock, "clock", .fine,
      "\(Self.date(clock.now)), not before \(clock.boundFile) was written (\(Self.date(clock.bound)))"
    )
  }

  private func wrong(_ comparison: String, _ effect: String) -> Finding {
    Finding(
      .clock, "clock", usesCertificates ? .needed : .advised,
      "it shows \(Self.date(clock.now)), \(comparison): \(effect)",
      remedy: "set it: let ntpd or chronyd do it, or: date -s 'YYYY-MM-DD hh:mm'")
  }

  /// `1970-01-01`, by the days from civil algorithm (Howard Hinnant, "chrono-Compatible Low-Level Date Algorithms").
  static func date(_ seconds: Int64) -> String {
    let days = (seconds >= 0 ? seconds : seconds - 86399) / 86400 + 719_468
    let era = (days >= 0 ? days : days - 146_096) / 146_097
    let dayOfEra = days - era * 146_097
    let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let shifted = (5 * dayOfYear + 2) / 153
    let day = dayOfYear - (153 * shifted + 2) / 5 + 1
    let month = shifted < 10 ? shifted + 3 : shifted - 9
    let year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
    return "\(year)-\(two(month))-\(two(day))"
  }

  private static func two(_ number: Int64) -> String { number < 10 ? "0\(number)" : "\(number)" }
}
