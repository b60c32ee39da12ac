import ArgumentParser

/// `turris-apply attic list | restore | purge`.
struct AtticCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "attic",
    abstract:
      "Data of containers that were removed or made anew: show it, give it back, or delete it.",
    subcommands: [AtticListCommand.self, AtticRestoreCommand.self, AtticPurgeCommand.self],
    defaultSubcommand: AtticListCommand.self)
}
