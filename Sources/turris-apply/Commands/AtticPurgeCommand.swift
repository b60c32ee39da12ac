import ArgumentParser
import ContainerStorage

/// `turris-apply attic purge [NAME]`.
struct AtticPurgeCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "purge", abstract: "Delete what the attic keeps, for good.",
    discussion:
      "NAME is an entry of the list, or a container: then all of its entries. Without it, everything goes."
  )

  @OptionGroup var location: LocationOptions
  @Argument(help: "An entry, or a container.") var name: String?

  func run() throws {
    try requireRoot(for: "attic purge")
    let place = try location.load()
    let lock = try place.requireLock()
    defer { lock.release() }
    let store = place.dataStore
    let entries = try AtticSelection(store).entries(named: name)
    if let name, entries.isEmpty { throw AtticSelection.unknown(name) }
    for entry in entries {
      try store.remove(atticEntry: entry.name)
      try StandardStreams.print("\(entry.name) is deleted.")
    }
    if entries.isEmpty { try StandardStreams.print("The attic is empty.") }
  }
}
