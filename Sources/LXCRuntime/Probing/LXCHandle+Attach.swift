internal import CLibLXC
internal import CLinux

extension LXCHandle {
  /// Begins a command in the container, as its root, the way lxc-attach does: in its namespaces and control groups, with its
  /// capabilities and its seccomp profile.
  ///
  /// Standard input is this process' own.
  ///
  /// - Parameters:
  ///   - environment: all variables as `NAME=value`.
  ///   - directory: where it begins.
  ///   - output: takes what it prints.
  ///   - reports: the write end of a pipe for `clinux_watch_report`.
  /// - Returns: a child of this process that lives until nothing of the command is left; nil where liblxc could not attach.
  func attach(
    _ words: [String], environment: [String], directory: String, output: Int32, reports: Int32
  ) -> Int32? {
    withCStrings(words) { words in
      withCStrings(environment) { environment in
        withCStrings([directory]) { directory in
          var command = clinux_watched_command(words: words, reports: reports)
          var options = clxc_attach_options()
          options.uid = 0
          options.gid = 0
          options.env_policy = LXC_ATTACH_CLEAR_ENV
          options.extra_env_vars = environment
          options.initial_cwd = directory.pointee
          options.stdout_fd = output
          options.stderr_fd = output
          var process: Int32 = -1
          let result = begin(&command, &options, &process)
          return result == 0 && process > 0 ? process : nil
        }
      }
    }
  }
}

/// The strings as C has them, NULL at the end.
private func withCStrings<Result>(
  _ strings: [String],
  _ body: (UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>) -> Result
) -> Result {
  let copies = UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>.allocate(
    capacity: strings.count + 1)
  for (index, string) in strings.enumerated() { copies[index] = strdup(string) }
  copies[strings.count] = nil
  defer {
    for index in strings.indices { free(copies[index]) }
    copies.deallocate()
  }
  return body(copies)
}
