import GitSource
import CLinux
import Glibc
import SystemPackage

/// What a worker gives up before it listens to a server.
enum Confinement {
  /// May read what belongs to others: a repository on a USB stick belongs to whoever filled it.
  private static let readSearch: UInt64 = 1 << 2  // CAP_DAC_READ_SEARCH

  /// Bounds memory, the size of files and what this process is allowed to do.
  static func begin() throws(GitSourceError) {
    // What is made here is nobody else's.
    umask(0o077)
    // A server that hangs up is an error of the write, not the end of the process.
    signal(SIGPIPE, SIG_IGN)
    signal(SIGXFSZ, SIG_IGN)
    // A token must not end up in a core file.
    bound(RLIMIT_CORE, 0)
    bound(RLIMIT_FSIZE, rlim_t(RemoteSession.byteLimit))
    bound(RLIMIT_DATA, 768 << 20)
    guard clinux_keep_capabilities(readSearch) == 0 else {
      throw GitSourceError(
        "fetch", .resources, "capabilities can't be given up: \(Errno(rawValue: errno))")
    }
  }

  private static func bound(_ resource: __rlimit_resource, _ limit: rlim_t) {
    let resource = Int32(bitPattern: resource.rawValue)
    var current = rlimit()
    // Lowering one's own limit can't fail; a lower one that is there already stays.
    guard getrlimit(resource, &current) == 0 else { return }
    current.rlim_cur = min(limit, current.rlim_max)
    current.rlim_max = current.rlim_cur
    setrlimit(resource, &current)
  }
}
