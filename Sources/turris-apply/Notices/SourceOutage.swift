import NoticeSending
import Reconciling
import SystemPackage

/// Since when the server of the repository gives no answer.
struct SourceOutage {
  /// An outage that lasts so many seconds is told.
  private static let patience: Int64 = 3600
  private let begin: BootMomentFile

  init(_ run: RunLayout) {
    begin = BootMomentFile(FilePath(run.root).appending("notices").appending("outage"))
  }

  /// Notes whether the server gave an answer; returns whether it has not for so long that somebody has to hear of it.
  func note(isAnswered: Bool) -> Bool {
    guard !isAnswered else {
      // An outage that seems to go on is told too early at the worst.
      begin.clear()
      return false
    }
    if let age = begin.age { return age >= Self.patience }
    begin.set()
    return false
  }
}
