import GitSource
import CLinux
import DurableFiles
import Glibc
import SystemPackage

/// A directory in memory that only this process sees, and that is gone with it, even if it is
/// killed.
///
/// It hides `/sys`, which every Linux has and git never needs, in a mount namespace of this process
/// alone. Needs root, and that there is one thread only.
struct PrivateDirectory {
  let path: FilePath = "/sys"

  init() throws(GitSourceError) {
    guard path.withPlatformString({ clinux_private_tmpfs($0, "mode=0700") }) == 0 else {
      throw GitSourceError(
        "fetch", .resources,
        "no private directory for temporary files: \(Errno(rawValue: errno))")
    }
  }

  /// Puts a file there.
  func write(_ content: [UInt8], to name: FilePath) throws(GitSourceError) -> FilePath {
    let file = path.pushing(name)
    do throws(FileError) {
      try DurableDirectory(file.removingLastComponent()).create(parents: true)
      try DurableFile(file).replace(with: content)
      return file
    } catch {
      throw GitSourceError("fetch", .resources, error.description)
    }
  }
}
