internal import ContainerModel
internal import Glibc

extension StopSignal {
  /// The kernel's number on this machine; nil for a real-time signal that it does not have.
  var number: Int32? {
    if let number = Self.numbers[description] { return number }
    guard description.hasPrefix("SIGRTMIN+"), let offset = Int32(description.dropFirst(9)) else {
      return nil
    }
    let number = __libc_current_sigrtmin() + offset
    return number <= __libc_current_sigrtmax() ? number : nil
  }

  private static let numbers: [String: Int32] = [
    "SIGHUP": SIGHUP, "SIGINT": SIGINT, "SIGQUIT": SIGQUIT, "SIGABRT": SIGABRT,
    "SIGKILL": SIGKILL, "SIGUSR1": SIGUSR1, "SIGUSR2": SIGUSR2, "SIGALRM": SIGALRM,
    "SIGTERM": SIGTERM, "SIGPWR": SIGPWR, "SIGWINCH": SIGWINCH, "SIGCONT": SIGCONT,
  ]
}
