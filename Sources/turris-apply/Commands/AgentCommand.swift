import ArgumentParser

/// `turris-apply agent`.
struct AgentCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "agent",
    abstract: "Keep this machine as the repository says, until it is stopped.",
    discussion: """
      Makes an attempt every `interval`, when the init of a container ends, and when asked to (`turris-apply sync`, SIGUSR1). The \
      first one comes up with what was applied last, from disk, and asks no server. SIGHUP reads the settings again; SIGTERM lets a \
      step that runs come to its end.
      """)

  @OptionGroup var location: LocationOptions
  @Option(help: "What to log: debug, info, warning or error.") var logLevel: LogLevel?
  @Option(help: "How to log: text or json.") var logFormat: LogFormat?

  func run() throws {
    try requireRoot(for: "run as the agent")
    try Agent(
      AgentOptions(location: location, logLevel: logLevel, logFormat: logFormat)
    ).run()
  }
}
