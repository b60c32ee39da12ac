import ArgumentParser
import Glibc

/// Where the program begins.
@main
enum Entry {
  /// A worker is served before anything else is set up: on the main thread, the only one that there is.
  @MainActor
  static func main() async {
    let arguments = CommandLine.arguments
    if arguments.count == 3, arguments[1] == "worker" {
      WorkerEntry.serve(arguments[2])
    }
    if let problem = ArgumentCheck.problem(with: arguments.dropFirst()) {
      StandardStreams.complain("error: \(problem)")
      _exit(64)
    }
    // `_exit`: all has been written, and what libraries do at the end of a process only costs three milliseconds.
    do {
      var command = try TurrisApply.parseAsRoot()
      if var command = command as? any AsyncParsableCommand {
        try await command.run()
      } else {
        try command.run()
      }
      _exit(0)
    } catch {
      _exit(ErrorReport(error).tell())
    }
  }
}
