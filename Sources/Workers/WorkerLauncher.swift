import Glibc
import Subprocess
public import SystemPackage

/// Starts worker processes: a program that serves tasks, called as `EXECUTABLE worker NAME`.
///
/// A worker leads a session and a process group of its own, has no descriptors but the three
/// standard ones (which are pipes to its caller), and sees only ``environment``. It is killed
/// with its whole process group at its deadline, when the calling task is cancelled, and when the
/// calling process ends in whatever way. What the worker has left running once it has replied is
/// not touched.
public struct WorkerLauncher: Sendable {
  /// How many bytes of a worker's standard error are kept, from its end.
  public static let standardErrorLimit = 64 << 10

  /// Where programs are looked for, by workers and when `PATH` is not set.
  static let defaultSearchPath = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin"

  /// How long a killed worker may take to vanish before it is given up: one that waits for a
  /// device can't be killed, and must not hold up its caller.
  static let grace = Duration.seconds(2)

  /// The program that serves the tasks.
  public let executable: FilePath
  /// All variables that a worker sees.
  public let environment: [String: String]

  /// A launcher for the given program.
  ///
  /// - Parameters:
  ///   - executable: an absolute path, that of ``installedExecutable(argumentZero:searchPath:)``.
  ///   - environment: all variables that a worker sees.
  public init(
    executable: FilePath, environment: [String: String] = WorkerLauncher.minimalEnvironment
  ) {
    self.executable = executable
    self.environment = environment
  }

  /// Runs one task in a process of its own.
  ///
  /// Ignores `SIGPIPE` in the calling process from the first call on, since a worker may die
  /// before it has read its request.
  ///
  /// - Parameters:
  ///   - task: the kind of work.
  ///   - request: what to do.
  ///   - deadline: how long the worker may live. The call returns within two seconds after it,
  ///     whatever happens.
  ///   - onProgress: is given what the task reports, in order, before the call returns.
  /// - Returns: what the task returned.
  /// - Throws: ``WorkerError``
  public func run<Work: WorkerTask>(
    _ task: Work.Type, _ request: Work.Request, deadline: Duration,
    onProgress: @escaping @Sendable (Work.Progress) async -> Void = { _ in }
  ) async throws(WorkerError) -> Work.Reply {
    _ = Self.ignoreBrokenPipes
    let conversation = WorkerConversation<Work>(
      launcher: self, request: request, deadline: deadline, onProgress: onProgress)
    let outcome = FirstOutcome<Result<Work.Reply, WorkerError>>()
    let talk = Task { outcome.settle(await conversation.result()) }
    let giveUp = Task {
      try await Task.sleep(for: deadline + Self.grace)
      outcome.settle(
        .failure(.deadlineExceeded(task: Work.name, deadline: deadline, standardError: "")))
    }
    defer { giveUp.cancel() }
    return try await withTaskCancellationHandler {
      await outcome.value
    } onCancel: {
      talk.cancel()
    }.get()
  }

  private static let ignoreBrokenPipes: Void = {
    _ = signal(SIGPIPE, SIG_IGN)
  }()
}
