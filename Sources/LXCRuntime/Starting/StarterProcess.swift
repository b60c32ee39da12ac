internal import CLinux
internal import DurableFiles
internal import Glibc
internal import Subprocess
internal import SystemPackage

/// The small program that starts a container and stays as its monitor.
struct StarterProcess: Sendable {
  /// How it ended.
  enum Answer: Sendable {
    /// It said this on standard output.
    case done(String)
    /// It could not, for this reason; liblxc's own reasons are in the log.
    case failed(String)
    /// It was killed because it took too long.
    case late
  }

  /// The program, an absolute path.
  let executable: FilePath

  /// Runs it to its end.
  ///
  /// Its output is a file in memory: a pipe would be held open by whatever it forked.
  func run(_ arguments: [String], deadline: Duration) async throws(LXCRuntimeError) -> Answer {
    let output = clinux_memory_file("turris-apply-start")
    guard output >= 0 else {
      throw LXCRuntimeError("run", executable.string, cause: "no memory for its answer")
    }
    let file = FileDescriptor(rawValue: output)
    defer { close(output) }
    guard let status = try await status(of: arguments, writingTo: file, deadline) else {
      return .late
    }
    let said = String(decoding: Self.content(of: file), as: UTF8.self)
    if case .exited(0) = status { return .done(said) }
    return .failed(said.isEmpty ? "\(executable) ended with \(status)" : said.trimmed)
  }

  /// nil where the deadline passed.
  private func status(of arguments: [String], writingTo file: FileDescriptor, _ deadline: Duration)
    async throws(LXCRuntimeError) -> TerminationStatus?
  {
    var options = PlatformOptions()
    // Interrupting turris-apply at a terminal must not end a start halfway.
    options.createSession = true
    options.teardownSequence = [
      .send(signal: .kill, toProcessGroup: true, allowedDurationToNextStep: .zero)
    ]
    let configuration = Configuration(
      executable: .path(executable), arguments: Arguments(arguments),
      environment: .custom(["PATH": "/usr/sbin:/usr/bin:/sbin:/bin"]), platformOptions: options)
    do {
      return try await withThrowingTaskGroup(of: TerminationStatus?.self) { group in
        group.addTask {
          try await Subprocess.run(
            configuration, input: .none,
            output: .fileDescriptor(file, closeAfterSpawningProcess: false), error: .discarded
          ).terminationStatus
        }
        group.addTask {
          try await Task.sleep(for: deadline)
          return nil
        }
        defer { group.cancelAll() }
        return try await group.next() ?? nil
      }
    } catch {
      throw LXCRuntimeError("run", executable.string, cause: "\(error)")
    }
  }

  private static func content(of file: FileDescriptor) -> [UInt8] {
    withUnsafeTemporaryAllocation(byteCount: 1 << 16, alignment: 1) { buffer in
      let count = pread(file.rawValue, buffer.baseAddress, buffer.count, 0)
      return count > 0 ? Array(buffer.prefix(count)) : []
    }
  }
}
