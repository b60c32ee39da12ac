import ArgumentParser

/// What the exit status tells, as the command line promises.
enum ExitStatus {
  /// An error.
  static let failure = ExitCode(1)
  /// Changes are pending, or were made (`--detailed-exitcode`).
  static let changes = ExitCode(2)
  /// Some step failed (`--detailed-exitcode`).
  static let failedSteps = ExitCode(4)
  /// Changes were made, and some step failed (`--detailed-exitcode`).
  static let changesAndFailedSteps = ExitCode(6)
  /// Another run holds the lock (`EX_TEMPFAIL` of sysexits(3)).
  static let locked = ExitCode(75)
}
