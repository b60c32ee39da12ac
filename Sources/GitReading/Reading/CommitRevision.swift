import GitSource
import ContainerModel
import FoundationEssentials

extension Revision {
  /// What people are told about a commit; nothing in it can harm a terminal.
  init(_ commit: borrowing Commit, reference: String) {
    let author = neutralised(commit.author)
    self.init(
      commit: commit.id.digits, reference: neutralised(reference),
      subject: neutralised(commit.subject), author: author,
      time: Self.rfc3339(seconds: commit.time.seconds, offset: commit.time.offset))
  }

  /// Seconds since 1970 at a place whose clock is `offset` minutes ahead, as RFC 3339 has it. Git
  /// takes any number there: what is no time between the years 1970 and 9999 is the first of these.
  static func rfc3339(seconds: Int64, offset: Int32) -> String {
    let possible = 0...253_402_214_400 as ClosedRange<Int64>
    let isPossible = possible.contains(seconds) && abs(Int64(offset)) < 24 * 60
    let zone = TimeZone(secondsFromGMT: isPossible ? Int(offset) * 60 : 0) ?? .gmt
    let date = Date(timeIntervalSince1970: TimeInterval(isPossible ? seconds : 0))
    return date.formatted(Date.ISO8601FormatStyle(timeZoneSeparator: .colon, timeZone: zone))
  }
}
