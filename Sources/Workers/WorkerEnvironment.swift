import Glibc

extension WorkerLauncher {
  /// The variables of a worker: a fixed `PATH` and `LANG`, and of this process's own only those
  /// that the dynamic linker and the program's own tests need.
  ///
  /// Nothing of `HOME`, `GIT_*`, `SSL_*` or `*_proxy` gets through: what a library does in a worker
  /// is decided by the settings alone.
  public static var minimalEnvironment: [String: String] {
    var variables = [
      "PATH": defaultSearchPath,
      "LANG": "C.UTF-8",
      // A crash is reported by its signal; printing the stack takes seconds.
      "SWIFT_BACKTRACE": "enable=no",
    ]
    for name in inherited {
      if let value = getenv(name) { variables[name] = String(cString: value) }
    }
    return variables
  }

  private static let inherited = [
    "LD_LIBRARY_PATH", "LD_PRELOAD", "LLVM_PROFILE_FILE", "ASAN_OPTIONS", "TSAN_OPTIONS",
    "UBSAN_OPTIONS",
  ]
}
