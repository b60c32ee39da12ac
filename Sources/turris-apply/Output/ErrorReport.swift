import ArgumentParser
import DurableFiles
import HostProbing
import PlanRendering
import Reconciling
import StateKeeping
import Supervising
import Workers

/// Says why a command ended, and with which status.
struct ErrorReport {
  /// More than any message of ours; what somebody typed may be a megabyte.
  private static let longest = 2048

  private let error: any Error

  init(_ error: any Error) {
    self.error = error
  }

  /// Writes the message to standard error, or to standard output where it was asked for (`--help`); returns the exit status.
  func tell() -> Int32 {
    switch error {
    case is CommandFailure, is StateError, is FileError, is WorkerError, is SupervisionError,
      is HostProbingError:
      StandardStreams.complain("error: \(harmless("\(error)"))")
      return ExitStatus.failure.rawValue
    case let error as OperationError:
      StandardStreams.complain("error: \(harmless(error.description))")
      for line in error.details { StandardStreams.complain("  \(harmless(line))") }
      return ExitStatus.failure.rawValue
    default:
      return tellOfCommandLine()
    }
  }

  private func tellOfCommandLine() -> Int32 {
    let code = TurrisApply.exitCode(for: error)
    let text = TurrisApply.fullMessage(for: error)
    guard !text.isEmpty else { return code.rawValue }
    guard code != .success else {
      do throws(CommandFailure) {
        try StandardStreams.print(text)
      } catch {
        return ErrorReport(error).tell()
      }
      return code.rawValue
    }
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false).map {
      shortened(harmless(String($0)))
    }
    StandardStreams.complain(lines.joined(separator: "\n"))
    return code.rawValue
  }

  private func shortened(_ line: String) -> String {
    line.count <= Self.longest ? line : line.prefix(Self.longest / 2) + "…"
  }
}
