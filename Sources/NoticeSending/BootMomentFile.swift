import DurableFiles
import Glibc
public import SystemPackage

/// A moment that is remembered in a file of the run directory, by a clock that nobody sets (clock_gettime(2), `CLOCK_BOOTTIME`): a
/// router learns the time of day from the network.
public struct BootMomentFile: Sendable {
  private let path: FilePath

  /// The file at `path`, which need not be there.
  public init(_ path: FilePath) {
    self.path = path
  }

  /// How many seconds ago it was; nil where there is none, it is damaged, or of another boot, after which less time has gone by.
  public var age: Int64? {
    let now = Self.now
    guard let bytes = try? DurableFile(path).readIfPresent(limit: 64),
      let moment = Int64(String(decoding: bytes, as: UTF8.self)), (0...now).contains(moment)
    else { return nil }
    return now - moment
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
