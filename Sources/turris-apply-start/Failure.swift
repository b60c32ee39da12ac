import CLinux

/// Why a container was not started, told to the parent as one line on standard output.
///
/// Sendable because the subject is an argument of this process or a literal, which nobody changes or frees.
struct Failure: Error, @unchecked Sendable {
  let operation: StaticString
  let subject: UnsafePointer<CChar>?
  /// The value of `errno`, or 0 where the reason stands in the container's log.
  let cause: CInt
  let exitCode: CInt

  /// liblxc refused; its log says why.
  init(_ operation: StaticString, _ subject: UnsafePointer<CChar>?) {
    self.operation = operation
    self.subject = subject
    cause = 0
    exitCode = 1
  }

  private init(
    operation: StaticString, subject: UnsafePointer<CChar>?, cause: CInt, exitCode: CInt
  ) {
    self.operation = operation
    self.subject = subject
    self.cause = cause
    self.exitCode = exitCode
  }

  /// A system call failed just now.
  static func last(_ operation: StaticString, _ subject: UnsafePointer<CChar>? = nil) -> Failure {
    Failure(operation: operation, subject: subject, cause: clinux_errno(), exitCode: 1)
  }

  /// The command line is not one of ours.
  static func usage(_ operation: StaticString, _ subject: UnsafePointer<CChar>? = nil) -> Failure {
    Failure(operation: operation, subject: subject, cause: 0, exitCode: 64)
  }

  func report() {
    say("failed to ")
    say(operation)
    if let subject {
      say(" '")
      say(subject)
      say("'")
    }
    if cause != 0, let reason = strerror(cause) {
      say(": ")
      say(reason)
    }
    say("\n")
  }
}
