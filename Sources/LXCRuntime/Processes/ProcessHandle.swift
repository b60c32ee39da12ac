internal import CLinux
internal import ContainerModel
internal import Glibc

/// Holds on to one process: what is sent through it never reaches another that got the same number (pidfd_open(2)).
struct ProcessHandle: ~Copyable {
  let process: HostProcess
  private let descriptor: Int32

  /// nil where the process has gone.
  init?(_ process: HostProcess) {
    descriptor = clinux_pidfd_open(process.id, 0)
    guard descriptor >= 0 else { return nil }
    self.process = process
  }

  deinit { close(descriptor) }

  /// Sends a signal; a process that has gone gets none.
  func send(_ signal: Int32) {
    // It fails only where the process has ended, which is what the caller is going to see.
    _ = clinux_pidfd_send_signal(descriptor, signal)
  }

  /// Whether it has ended, though perhaps nobody has asked yet how.
  var hasEnded: Bool {
    var question = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
    return poll(&question, 1, 0) > 0
  }

  /// Waits until it has ended, at most for `time`.
  /// - Returns: whether it has.
  func waitForEnd(atMost time: Duration) async -> Bool {
    let end = ContinuousClock.now + time
    var pause = Duration.milliseconds(2)
    while !hasEnded {
      guard ContinuousClock.now < end, !Task.isCancelled else { return false }
      try? await Task.sleep(for: min(pause, end - ContinuousClock.now))
      pause = min(pause * 2, .milliseconds(50))
    }
    return true
  }
}
