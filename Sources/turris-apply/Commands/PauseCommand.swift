import ArgumentParser
import ContainerModel
import FoundationEssentials
import PlanRendering
import Reconciling
import StateKeeping

/// `turris-apply pause [NAME] REASON [--for 2h]`.
struct PauseCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "pause", abstract: "Leave a container, or all, as they are for a while.",
    usage: "turris-apply pause [<name>] <reason> [--for <time>]",
    discussion: """
      Neither the agent nor a run by hand changes what is paused, until `turris-apply resume` or the time is over. Only after a \
      boot containers come up all the same. The plan and the status show the reason. A run that is under way goes on to its end.
      """)

  @OptionGroup var location: LocationOptions
  @Argument(
    help: ArgumentHelp(
      "A container, and why it is left alone; or only why.", valueName: "name-and-reason"))
  var words: [String]
  @Option(
    name: .customLong("for"), help: ArgumentHelp("For how long, such as 2h.", valueName: "time"))
  var time: String?

  func validate() throws {
    guard (1...2).contains(words.count) else {
      throw ValidationError("pause takes a reason, or a container and a reason; put it in quotes")
    }
    if words.count == 2, ContainerName(words[0]) == nil {
      throw ValidationError("'\(words[0])' is no name of a container; put the reason in quotes")
    }
    guard let reason = words.last, !reason.isEmpty, harmless(reason) == reason, reason.count <= 200
    else { throw ValidationError("the reason must be one line of at most 200 characters") }
    if let time, (TimeSpan(time[...])?.seconds ?? 0) == 0 {
      throw ValidationError("--for takes a time such as 30m or 2h")
    }
  }

  func run() throws {
    try requireRoot(for: "pause")
    let place = try location.load()
    _ = try place.state.inspect()
    let inventory = StateInventory(layout: place.layout, lxcPath: place.lxcPath)
    let known = try inventory.content().entries.keys.sorted()
    let subject = try subject(known)
    let now = Date()
    let until = time.flatMap { TimeSpan($0[...]) }.map {
      now.addingTimeInterval(Double($0.seconds)).formatted(.iso8601)
    }
    let pause = Pause(
      reason: words.last ?? "", since: now.formatted(.iso8601), until: until)
    try PauseStore(place.layout).begin(pause, of: subject)
    let end = until.map { "until \($0)" } ?? "until `turris-apply resume`"
    switch subject {
    case .all: try StandardStreams.print("All containers are left as they are \(end).")
    case .container(let name): try StandardStreams.print("\(name) is left as it is \(end).")
    }
  }

  private func subject(_ known: [ContainerName]) throws -> PauseStore.Subject {
    guard words.count == 2, let name = ContainerName(words[0]) else {
      guard !known.contains(where: { $0.description == words[0] }) else {
        throw CommandFailure(
          "no reason is given: write `turris-apply pause \(words[0]) \"REASON\"`")
      }
      return .all
    }
    guard known.contains(name) else {
      throw CommandFailure(
        "no container '\(name)' was made here; there are: \(known.map(\.description).joined(separator: ", "))"
      )
    }
    return .container(name)
  }
}
