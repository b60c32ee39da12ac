import ArgumentParser
import PlanRendering
import Reconciling

/// `turris-apply status`.
struct StatusCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "status", abstract: "Show the last commits, and how each container is.",
    discussion: """
      Compares this machine with the last commit that was accepted, as it was fetched then, and tries each container's health \
      once. Asks no server and changes nothing, so it works while a run is under way, and without the agent.
      """)

  @OptionGroup var location: LocationOptions
  @Option(help: "How to write it: text or json.") var output = OutputFormat.text
  @Option(
    defaultAsFlag: 2,
    help: ArgumentHelp(
      "Show it again and again, every so many seconds (2), until q or Ctrl-C.",
      valueName: "seconds"))
  var watch: Int64?

  func validate() throws {
    guard let watch else { return }
    guard (1...3600).contains(watch) else {
      throw ValidationError("--watch takes a number of seconds from 1 to 3600")
    }
    guard output == .text else {
      throw ValidationError("--watch draws on a terminal, and goes with --output text alone")
    }
    guard Terminal.isInteractive else {
      throw ValidationError("--watch draws on a terminal, and standard output is none")
    }
  }

  func run() async throws {
    try await FailureDocument.reporting(to: output) { try await show() }
  }

  private func show() async throws {
    try requireRoot(for: "show the status")
    let look = StatusLook(try Machine(location))
    if let watch {
      try await StatusWatch(look, every: .seconds(watch)).run()
      return
    }
    let status = try await look.survey(.overMoment).status
    switch output {
    case .json: try OutputFormat.print(json: status)
    case .text:
      let text = StatusText(status, style: Terminal.style, times: StatusLook.times(of: status)).text
      try StandardStreams.print(text)
    }
  }
}
