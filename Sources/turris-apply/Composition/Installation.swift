import Glibc
import SystemPackage
import Workers

/// Where the program's parts are installed.
enum Installation {
  /// This program, as it was called: also what its workers for liblxc are.
  static func executable() throws -> FilePath {
    try WorkerLauncher.installedExecutable(
      argumentZero: CommandLine.arguments.first ?? "turris-apply",
      searchPath: getenv("PATH").map { String(cString: $0) })
  }

  /// The program that starts a container.
  static func starter() throws -> FilePath {
    try tool("turris-apply-start", purpose: "starts containers")
  }

  /// The program whose workers read repositories and archives.
  static func fetcher() throws -> FilePath {
    try tool("turris-apply-fetch", purpose: "reads repositories and images")
  }

  /// A program that people do not call themselves: beside this one, or in the directory for such; the same where a symbolic link
  /// leads that this one was called by.
  private static func tool(_ name: String, purpose: String) throws -> FilePath {
    let called = try executable()
    let here = called.removingLastComponent()
    var folders = [here]
    if let real = realpath(called.string, nil) {
      defer { free(real) }
      folders.append(FilePath(platformString: real).removingLastComponent())
    }
    let candidates =
      folders.flatMap {
        [$0, $0.appending("../libexec/turris-apply").lexicallyNormalized()]
      }.map { $0.appending(name) } + [FilePath("/usr/libexec/turris-apply").appending(name)]
    guard let found = candidates.first(where: { access($0.string, X_OK) == 0 }) else {
      throw CommandFailure(
        "failed to find \(name), which \(purpose): it belongs beside \(here)/turris-apply; install it again"
      )
    }
    return found
  }
}
