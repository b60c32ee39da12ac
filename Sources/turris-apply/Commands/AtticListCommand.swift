import ArgumentParser
import ContainerStorage

/// `turris-apply attic list`.
struct AtticListCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "list", abstract: "Show what the attic keeps, and for how long.")

  @OptionGroup var location: LocationOptions
  @Option(help: "How to write it.") var output = OutputFormat.text

  func run() throws {
    try requireRoot(for: "attic list")
    let place = try location.load()
    let entries = try place.dataStore.atticEntries()
    switch output {
    case .json: try OutputFormat.print(json: entries)
    case .text where entries.isEmpty: try StandardStreams.print("The attic is empty.")
    case .text:
      for entry in entries { try StandardStreams.print(AtticLines(entry).text) }
    }
  }
}
