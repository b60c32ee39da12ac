import ArgumentParser
import ContainerModel

/// The flags of a run.
struct RunOptions: ParsableArguments {
  @OptionGroup var location: LocationOptions

  @Flag(help: "Show the plan and change nothing.") var dryRun = false

  @Option(help: "How to write results: text or json.") var output = OutputFormat.text

  @Flag(help: "Exit 2 where changes are pending or were made, 4 where a step failed, 6 for both.")
  var detailedExitcode = false

  @Option(help: ArgumentHelp("The repository.", valueName: "url|path")) var repository: String?

  @Option(help: ArgumentHelp("Branch, tag or commit.", valueName: "ref")) var ref: String?

  @Option(help: ArgumentHelp("Folder of the specs in the repository.", valueName: "dir"))
  var path: String?

  @Option(
    help: ArgumentHelp("Only this container; may be repeated. Destroys nothing.", valueName: "name")
  )
  var only: [String] = []

  @Option(help: ArgumentHelp("Allow at most so many containers to be destroyed.", valueName: "n"))
  var allowDestroy: Int64?

  @Flag(help: "Leave the server alone and use what was fetched before.") var noFetch = false

  @Flag(
    help: "Try specs again that containers failed with, and start those that ended by themselves.")
  var retry = false

  @Flag(help: "As the agent does: keep to maintenance windows, and to pauses after failures.")
  var unattended = false

  @Flag(help: "Follow a branch that does not descend from the last accepted commit.")
  var allowRewind = false

  @Option(help: "What to log: debug, info, warning or error.") var logLevel: LogLevel?

  @Option(help: "How to log: text or json.") var logFormat: LogFormat?

  func validate() throws {
    if let allowDestroy, allowDestroy < 0 {
      throw ValidationError("--allow-destroy takes a number from 0 on")
    }
    for name in only where ContainerName(name) == nil {
      throw ValidationError("--only takes names of containers, such as 'dns'")
    }
  }
}
