import DurableFiles
import Glibc
import Reconciling
import SystemPackage

/// Since when the server of the repository gives no answer, by a clock that nobody sets (clock_gettime(2), CLOCK_BOOTTIME): a router
/// learns the time of day from the network. A reboot forgets it, with the run directory and with that clock.
struct SourceOutage {
  /// An outage that lasts as long is told.
  private static let patience: Int64 = 3600
  private let path: FilePath

  init(_ run: RunLayout) {
    path = FilePath(run.root).appending("notices").appending("outage")
  }

  /// Notes whether the server gave an answer; returns whether it has not for so long that somebody has to hear of it.
  func note(isAnswered: Bool) -> Bool {
    let file = DurableFile(path)
    guard !isAnswered else {
      // An outage that seems to go on is told too early at the worst.
      _ = try? file.remove()
      return false
    }
    let now = Self.now
    if let bytes = try? file.readIfPresent(limit: 64),
      let begun = Int64(String(decoding: bytes, as: UTF8.self))
    {
      return now - begun >= Self.patience
    }
    _ = try? DurableDirectory(path.removingLastComponent()).create(parents: true)
    _ = try? file.replace(with: Array("\(now)".utf8))
    return false
  }

  private static var now: Int64 {
    var time = timespec()
    clock_gettime(CLOCK_BOOTTIME, &time)
    return Int64(time.tv_sec)
  }
}
