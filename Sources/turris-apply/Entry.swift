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
    do {
      var command = try TurrisApply.parseAsRoot()
      if var command = command as? any AsyncParsableCommand {
        try await command.run()
      } else {
        try command.run()
      }
    } catch {
      exit(ErrorReport(error).tell())
    }
  }
}
