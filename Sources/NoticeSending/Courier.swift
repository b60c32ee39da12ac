import Glibc
import Subprocess
import SystemPackage
import Workers

/// Runs a program that carries a notice, and ends it with all that it started where it takes too long.
struct Courier {
  private let words: [String]
  private let deadline: Duration

  init(_ words: [String], deadline: Duration = noticeDeadline) {
    self.words = words
    self.deadline = deadline
  }

  /// Runs it once. It gets nothing of this process' environment but what every worker gets, and its output is dropped: nobody can
  /// say what a program of the owner's prints.
  func run(environment: [String: String], input: [UInt8]) async throws(NoticeError) {
    guard let program = words.first else { throw NoticeError("no command is set") }
    // It need not read what it gets.
    signal(SIGPIPE, SIG_IGN)
    let status: TerminationStatus?
    do {
      status = try await ended(program, environment, input)
    } catch {
      throw NoticeError("failed to run '\(program)' with a notice: \(error)")
    }
    guard let status else {
      throw NoticeError("'\(program)' took longer than \(deadline) with a notice; it was killed")
    }
    guard status == .exited(0) else {
      throw NoticeError("'\(program)' failed with a notice: \(status)")
    }
  }

  /// How it ended; nil where it was killed.
  private func ended(
    _ program: String, _ environment: [String: String], _ input: [UInt8]
  ) async throws -> TerminationStatus? {
    var options = PlatformOptions()
    options.createSession = true
    options.teardownSequence = [
      .send(signal: .kill, toProcessGroup: true, allowedDurationToNextStep: .zero)
    ]
    var variables = WorkerLauncher.minimalEnvironment
    variables.merge(environment) { $1 }
    var custom: [Environment.Key: String] = [:]
    for (name, value) in variables { custom[Environment.Key(stringLiteral: name)] = value }
    let configuration = Configuration(
      executable: .path(FilePath(program)), arguments: Arguments(Array(words.dropFirst())),
      environment: .custom(custom), platformOptions: options)
    let deadline = deadline
    return try await withThrowingTaskGroup(of: TerminationStatus?.self) { group in
      group.addTask {
        try await Subprocess.run(
          configuration, input: .inputWriter, output: .discarded, error: .discarded
        ) { program in
          _ = try? await program.standardInputWriter.write(input)
          try await program.standardInputWriter.finish()
        }.terminationStatus
      }
      group.addTask {
        try await Task.sleep(for: deadline)
        return nil
      }
      defer { group.cancelAll() }
      return try await group.next() ?? nil
    }
  }
}
