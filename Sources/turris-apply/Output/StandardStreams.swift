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

  /// Writes `text` and a line break for people.
  static func complain(_ text: String) {
    // Where standard error is gone there is nowhere left to say so; the exit status still tells.
    _ = try? FileDescriptor.standardError.writeAll((text + "\n").utf8)
  }
}
