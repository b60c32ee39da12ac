import ArgumentParser
import PlanRendering
import Reconciling
import SettingsLoading
import StateKeeping
import StatusJudging

/// `turris-apply status`.
struct StatusCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "status", abstract: "Show the last commits, and how each container is.",
    discussion: """
      Compares this machine with the last commit that was accepted, as it was fetched then, and tries each container's health \
      once. Asks no server and changes nothing, so it works while a run is under way.
      """)

  @OptionGroup var location: LocationOptions
  @Option(help: "How to write it: text or json.") var output = OutputFormat.text

  func run() async throws {
    try await FailureDocument.reporting(to: output) { try await show() }
  }

  private func show() async throws {
    try requireRoot(for: "show the status")
    let machine = try Machine(location)
    let settings = machine.place.settings
    _ = try machine.place.state.inspect()
    let inventory = machine.inventory
    let reconciler = try machine.reconciler(
      repository: inventory.accepted?.repository ?? "", inventory: inventory,
      journal: JournalFanOut(journals: []))
    let isUnattended = try AgentLock(machine.place.runLayout).holder() != nil
    let status = try await reconciler.survey(
      maxChange: settings.maxChange, allowDestroy: settings.allowDestroy,
      holds: CurrentHolds(machine.place, unattended: isUnattended).holds,
      isUnattended: isUnattended)
    switch output {
    case .json: try OutputFormat.print(json: status)
    case .text: try StandardStreams.print(StatusText(status, style: Terminal.style).text)
    }
  }
}
