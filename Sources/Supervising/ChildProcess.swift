internal import CLinux
internal import FoundationEssentials
internal import Glibc

/// A process whose end can be waited for among other things (pidfd_open(2)). It must be collected once.
///
/// Not by swift-subprocess: that waits asynchronously, in threads of its own, and who supervises for months is to have one.
public struct ChildProcess: Sendable {
  /// Readable once it has ended.
  public let descriptor: Int32
  private let process: Int32

  /// Begins one, with the arguments after its name.
  ///
  /// Its standard input and output lead nowhere, its standard error is that of this process.
  public init(_ executable: String, _ arguments: [String]) throws(SupervisionError) {
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, "/dev/null", O_RDONLY, 0)
    posix_spawn_file_actions_addopen(&actions, STDOUT_FILENO, "/dev/null", O_WRONLY, 0)
    var attributes = posix_spawnattr_t()
    posix_spawnattr_init(&attributes)
    defer { posix_spawnattr_destroy(&attributes) }
    // This process may have blocked signals that the other wants to get.
    var none = sigset_t()
    sigemptyset(&none)
    posix_spawnattr_setsigmask(&attributes, &none)
    // What a terminal sends to all that runs in it reaches the child by way of this process, once.
    posix_spawnattr_setpgroup(&attributes, 0)
    posix_spawnattr_setflags(
      &attributes, Int16(POSIX_SPAWN_SETSIGMASK) | Int16(POSIX_SPAWN_SETPGROUP))
    let words = ([executable] + arguments).map { strdup($0) }
    // What the service manager says to this process is nothing for others.
    let variables = ProcessInfo.processInfo.environment
      .filter { !["NOTIFY_SOCKET", "WATCHDOG_USEC", "WATCHDOG_PID"].contains($0.key) }
      .map { strdup("\($0.key)=\($0.value)") }
    defer { (words + variables).forEach { free($0) } }
    var process: pid_t = 0
    let problem = posix_spawn(
      &process, executable, &actions, &attributes, words + [nil], variables + [nil])
    guard problem == 0 else {
      throw SupervisionError(
        "failed to start \(executable): \(String(cString: strerror(problem)))")
    }
    self.process = process
    descriptor = clinux_pidfd_open(process, 0)
    guard descriptor >= 0 else {
      let problem = errno
      kill(process, SIGKILL)
      waitpid(process, nil, 0)
      throw SupervisionError(
        "failed to watch \(executable): \(String(cString: strerror(problem)))")
    }
  }

  /// Asks it to end (SIGTERM).
  public func askToEnd() { kill(process, SIGTERM) }

  /// Ends it at once (SIGKILL).
  public func end() { kill(process, SIGKILL) }

  /// Its exit status, once it has ended; nil where a signal ended it.
  public func collect() -> Int32? {
    close(descriptor)
    var status: Int32 = 0
    while waitpid(process, &status, 0) < 0 && errno == EINTR {}
    let number = clinux_end_of(status)
    return number < 0 ? nil : number
  }
}
