import DurableFiles
import Glibc
public import SystemPackage

/// A moment that is remembered in a file of the run directory, by a clock that nobody sets (clock_gettime(2), `CLOCK_BOOTTIME`): a
/// router learns the time of day from the network. A reboot forgets it, with the directory and with that clock.
public struct BootMomentFile: Sendable {
  private let path: FilePath

  /// The file at `path`, which need not be there.
  public init(_ path: FilePath) {
    self.path = path
  }

  /// How many seconds ago it was; nil where there is none, or it is damaged.
  public var age: Int64? {
    guard let bytes = try? DurableFile(path).readIfPresent(limit: 64) else { return nil }
    return Int64(String(decoding: bytes, as: UTF8.self)).map { Self.now - $0 }
  }

  /// Remembers that it is now. What comes of a moment that could not be remembered is no worse than of a reboot.
  public func set() {
    _ = try? DurableDirectory(path.removingLastComponent()).create(parents: true)
    _ = try? DurableFile(path).replace(with: Array("\(Self.now)".utf8), synced: false)
  }

  /// Forgets it.
  public func clear() {
    _ = try? DurableFile(path).remove()
  }

  private static var now: Int64 {
    var time = timespec()
    clock_gettime(CLOCK_BOOTTIME, &time)
    return Int64(time.tv_sec)
  }
}
