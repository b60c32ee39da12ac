import ArgumentParser

/// The command line.
struct TurrisApply: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "turris-apply",
    abstract: "Make this router's containers match the specs in a git repository.",
    discussion: """
      Without a subcommand: fetch, plan and apply. `turris-apply --dry-run` shows the plan and changes nothing; \
      `turris-apply help apply` lists all flags.
      """,
    version: "0.1.0",
    subcommands: [
      ApplyCommand.self, AgentCommand.self, SyncCommand.self, WebhookCommand.self,
      PauseCommand.self, ResumeCommand.self, StatusCommand.self, CheckCommand.self,
      ValidateCommand.self, HistoryCommand.self,
      LogsCommand.self,
      ReleaseCommand.self, AtticCommand.self, SchemaCommand.self,
    ],
    defaultSubcommand: ApplyCommand.self)
}
