import ArgumentParser
import ContainerModel
import PlanRendering
import Reconciling
import StateKeeping

/// `turris-apply release NAME|--all`.
struct ReleaseCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "release",
    abstract: "Stop managing containers without touching them.",
    discussion: "They go on as they are, with their files; from now on they are nobody's but yours."
  )

  @OptionGroup var location: LocationOptions
  @Flag(help: "Every container.") var all = false
  @Argument(help: "The containers.") var names: [String] = []

  func validate() throws {
    guard all != !names.isEmpty else { throw ValidationError("name containers, or say --all") }
  }

  func run() throws {
    try requireRoot(for: "release")
    let place = try location.load()
    let lock = try place.requireLock()
    defer { lock.release() }
    let inventory = StateInventory(layout: place.layout, lxcPath: place.lxcPath)
    let content = try inventory.content()
    let known = Set(content.entries.keys).union(content.damaged.keys)
    var chosen: [ContainerName] = []
    for name in names {
      guard let found = ContainerName(name), known.contains(found) else {
        throw CommandFailure(
          "failed to release '\(harmless(name))': turris-apply does not manage it")
      }
      chosen.append(found)
    }
    for name in all ? known.sorted() : chosen {
      try inventory.remove(name)
      try StandardStreams.print("\(name) is no longer managed; it was not touched.")
    }
  }
}
