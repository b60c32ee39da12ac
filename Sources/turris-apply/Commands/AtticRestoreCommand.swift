import ArgumentParser
import ContainerStorage
import Reconciling
import StateKeeping

/// `turris-apply attic restore NAME`.
struct AtticRestoreCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "restore", abstract: "Give back what the attic keeps of a container.",
    discussion: """
      Volumes come back at once. What a container wrote to its root file system waits until the container is made the next time, \
      from the same image. NAME is an entry of the list, or a container: then its newest entry.
      """)

  @OptionGroup var location: LocationOptions
  @Argument(help: "An entry, or a container.") var name: String

  func run() throws {
    try requireRoot(for: "attic restore")
    let place = try location.load()
    let lock = try place.requireLock()
    defer { lock.release() }
    let store = place.dataStore
    let entries = try AtticSelection(store).entries(named: name)
    guard let entry = entries.last else { throw AtticSelection.unknown(name) }
    let inventory = StateInventory(layout: place.layout, lxcPath: place.lxcPath)
    let content = try inventory.content()
    if let why = content.damaged[entry.container] {
      throw CommandFailure("failed to restore '\(entry.name)': \(why)")
    }
    try store.restore(entry.name, current: content.entries[entry.container])
    let volumes = entry.volumes.map { "volume '\($0)' is back" }
    let uppers = entry.uppers.map { _ in "its root file system's files wait for the next creation" }
    try StandardStreams.print(
      "\(entry.container): \((volumes + uppers).joined(separator: ", ")).")
  }
}
