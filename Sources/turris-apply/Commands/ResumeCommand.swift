import ArgumentParser
import ContainerModel
import Glibc
import StateKeeping

/// `turris-apply resume [NAME]`.
struct ResumeCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "resume", abstract: "Lift a pause.",
    discussion: """
      Without a name the pause of the machine; those of single containers stay, and are named. Where the agent runs it looks at \
      once.
      """)

  @OptionGroup var location: LocationOptions
  @Argument(help: "A container.") var name: String?

  func validate() throws {
    if let name, ContainerName(name) == nil {
      throw ValidationError("'\(name)' is no name of a container")
    }
  }

  func run() throws {
    try requireRoot(for: "resume")
    let place = try location.load()
    _ = try place.state.inspect()
    let store = PauseStore(place.layout)
    let subject = name.flatMap { ContainerName($0) }.map(PauseStore.Subject.container) ?? .all
    let lifted = try store.lift(subject)
    let what = name.map { "'\($0)'" } ?? "the machine"
    let others = CurrentHolds(place, unattended: false).holds.containers.keys.sorted()
    let rest = others.isEmpty ? "" : " Still paused: \(others.joined(separator: ", "))."
    guard lifted else {
      throw CommandFailure("there is no pause of \(what)\(rest.isEmpty ? "" : ".")\(rest)")
    }
    try StandardStreams.print("The pause of \(what) is lifted.\(rest)")
    // One that has just ended has nothing to look at.
    if let agent = try AgentLock(place.runLayout).holder() { kill(agent, SIGUSR1) }
  }
}
