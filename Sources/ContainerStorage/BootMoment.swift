import DurableFiles
import Glibc
import SystemPackage

/// A moment on the clock that starts at boot and goes on in standby (`CLOCK_BOOTTIME` of
/// clock_gettime(2)).
///
/// A router without a battery starts with a date that is years off and corrects it once it reaches
/// a time server: by the date alone, what was put into the attic before that would be years old.
struct BootMoment: Codable, Hashable {
  /// Which boot: `/proc/sys/kernel/random/boot_id`.
  let boot: String
  /// Seconds since then.
  let seconds: Int64

  /// This moment.
  static func now() throws(FileError) -> BootMoment {
    let id = try DurableFile("/proc/sys/kernel/random/boot_id").read(limit: 128)
    var time = timespec()
    // It can't fail with this clock.
    _ = clock_gettime(CLOCK_BOOTTIME, &time)
    return BootMoment(
      boot: String(decoding: id.prefix { $0 != 0x0a }, as: UTF8.self), seconds: Int64(time.tv_sec))
  }

  /// The seconds since an earlier moment of the same boot; nil where that was another boot.
  func seconds(since earlier: BootMoment) -> Int64? {
    boot == earlier.boot ? seconds - earlier.seconds : nil
  }
}
