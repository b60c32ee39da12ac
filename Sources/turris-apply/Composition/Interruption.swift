import Glibc
import Synchronization

/// Whether somebody asked this process to end.
enum Interruption {
  private static let asked = Atomic<Bool>(false)

  /// Whether that was so since ``heed()``.
  static var wasAsked: Bool { asked.load(ordering: .relaxed) }

  /// From here on SIGINT and SIGTERM are only noted, the second of them ends the process at once, and a terminal that goes away is
  /// none: a container may be down, and be what the terminal's connection goes through.
  static func heed() {
    guard !wasAsked else { return }
    _ = signal(SIGHUP, SIG_IGN)
    for number in [SIGINT, SIGTERM] {
      _ = signal(number) { number in
        if Interruption.asked.exchange(true, ordering: .relaxed) { _exit(128 + number) }
      }
    }
  }
}
