import ArchiveUnpacking
import ContainerModel
import Glibc
import LayerStore
import Workers

/// Tries, once the process is confined, what an archive must not bring it to do.
enum Breakout: ServedTask {
  struct Request: Codable, Sendable {
    var target: String
    var mapping: IDRange?

    init(target: String, mapping: IDRange?) {
      self.target = target
      self.mapping = mapping
    }
  }

  typealias Progress = Int
  /// What was tried, and the error number that it ended with; 0: it worked.
  typealias Reply = [String: Int32]

  static let name = "breakout"

  static func run(
    _ request: Request, report: (Int) throws -> Void
  ) throws -> [String: Int32] {
    let parent = getppid()
    try confine(to: request.target, mapping: request.mapping, memory: 256 << 20)
    var reply: [String: Int32] = [:]
    func attempt(_ what: String, _ result: Int32) { reply[what] = result < 0 ? errno : 0 }
    attempt("make a directory", mkdir("/inside", 0o755))
    attempt("make a file", close(open("/inside/file", O_CREAT | O_WRONLY | O_CLOEXEC, 0o755)))
    attempt("make a link", symlink("/inside", "/link"))
    attempt("give a file away", chown("/inside/file", 33, 33))
    attempt("leave by ..", access("/../etc/hostname", F_OK))
    attempt("write through a link", open("/link/other", O_CREAT | O_WRONLY | O_CLOEXEC, 0o644))
    attempt("make a directory through a link", mkdir("/link/other", 0o755))
    attempt("make a device", mknod("/inside/null", S_IFCHR | 0o666, 0x103))
    attempt("give a file to nobody of ours", chown("/inside/file", 70000, 70000))
    attempt("set a trusted attribute", setAttribute("trusted.overlay.opaque", of: "/inside"))
    attempt("mount", mount("/inside", "/inside", nil, UInt(MS_BIND), nil))
    attempt("change the root", chroot("/inside"))
    var child: pid_t = 0
    reply["make a process"] = posix_spawn(&child, "/inside/file", nil, nil, [nil], [nil])
    attempt("signal the caller", kill(parent, 0))
    attempt("execute a file", execv("/inside/file", [nil]))
    return reply
  }

  /// setxattr(2), which is in no header that Swift's Glibc module shows.
  private static func setAttribute(_ name: String, of path: String) -> Int32 {
    typealias Function =
      @convention(c) (
        UnsafePointer<CChar>, UnsafePointer<CChar>, UnsafeRawPointer, Int, Int32
      ) -> Int32
    guard let symbol = dlsym(nil, "setxattr") else { return 0 }
    return unsafeBitCast(symbol, to: Function.self)(path, name, "y", 1, 0)
  }
}
