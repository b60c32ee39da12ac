import Glibc
public import SystemPackage

extension WorkerLauncher {
  /// The path by which this program was called, absolute; symbolic links are kept.
  ///
  /// `/proc/self/exe` would name a deleted file once the program has been upgraded under a
  /// running agent; the installed path names the new one.
  ///
  /// - Parameters:
  ///   - argumentZero: the first word of the command line.
  ///   - searchPath: the value of `PATH`; used when `argumentZero` has no slash.
  /// - Throws: ``WorkerError/couldNotStart(task:executable:reason:)``, with an empty task.
  public static func installedExecutable(
    argumentZero: String, searchPath: String?
  ) throws(WorkerError) -> FilePath {
    if argumentZero.contains("/") {
      return absolute(FilePath(argumentZero))
    }
    for directory in (searchPath ?? defaultSearchPath).split(
      separator: ":", omittingEmptySubsequences: false)
    {
      // An empty part of PATH is the working directory.
      let path = FilePath(directory.isEmpty ? "." : String(directory)).appending(argumentZero)
      if isExecutableFile(path) { return absolute(path) }
    }
    throw .couldNotStart(
      task: "", executable: argumentZero, reason: "no such program in PATH; call it by its path")
  }

  private static func isExecutableFile(_ path: FilePath) -> Bool {
    path.withPlatformString { name in
      var status = stat()
      return stat(name, &status) == 0 && status.st_mode & S_IFMT == S_IFREG
        && access(name, X_OK) == 0
    }
  }

  private static func absolute(_ path: FilePath) -> FilePath {
    guard path.isRelative, let directory = getcwd(nil, 0) else { return path }
    defer { free(directory) }
    return FilePath(platformString: directory).pushing(path).lexicallyNormalized()
  }
}
