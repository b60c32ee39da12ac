internal import Glibc
public import HostJudging
internal import SystemPackage

extension ClockAccount {
  /// Compares the clock with when `files` were last written, those that are there.
  public init(comparedWith files: [String]) {
    var bound: (seconds: Int64, file: String) = (0, "any file")
    for file in files {
      var status = stat()
      guard stat(file, &status) == 0, Int64(status.st_mtim.tv_sec) > bound.seconds else { continue }
      bound = (Int64(status.st_mtim.tv_sec), file)
    }
    self.init(now: Int64(time(nil)), bound: bound.seconds, boundFile: bound.file)
  }
}
