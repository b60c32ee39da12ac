import ArgumentParser
import Glibc

/// `turris-apply sync`.
struct SyncCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "sync", abstract: "Have the agent look at once.",
    discussion: "Comes back at once, too: `turris-apply status` shows what became of it.")

  @OptionGroup var location: LocationOptions

  func run() throws {
    try requireRoot(for: "sync")
    let place = try location.load()
    guard let agent = try AgentLock(place.runLayout).holder() else {
      throw CommandFailure("no agent runs here; `turris-apply` makes an attempt by itself")
    }
    guard kill(agent, SIGUSR1) == 0 else {
      throw CommandFailure("failed to reach the agent (process \(agent)): it has just ended")
    }
  }
}
