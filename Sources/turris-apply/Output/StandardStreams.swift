import SystemPackage

/// Results go to standard output, all else to standard error.
enum StandardStreams {
  /// Writes `text` and a line break as a result.
  /// - Throws: where standard output is closed or full: a result that nobody gets is a failure.
  static func print(_ text: String) throws(CommandFailure) {
    do {
      try FileDescriptor.standardOutput.writeAll((text + "\n").utf8)
    } catch {
      throw CommandFailure("failed to write to standard output: \(error)")
    }
  }

  /// Says `text` to people: on standard error, or in the log of the machine where that is what stands behind it.
  static func complain(_ text: String) {
    if !LogTarget.current.complain(text) { write(text) }
  }

  /// Writes `text` and a line break to standard error.
  static func write(_ text: String) {
    // Where standard error is gone there is nowhere left to say so; the exit status still tells.
    _ = try? FileDescriptor.standardError.writeAll((text + "\n").utf8)
  }
}
