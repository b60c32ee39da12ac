internal import ContainerModel
internal import Glibc
internal import Reconciling

/// How inits ended that nobody had asked to.
extension LXCContainerRuntime {
  /// How long a monitor has to write down how its init ended, and to clear up, in milliseconds.
  private static let patience = 2000

  /// How the init of a container ended that this program had started, and that is not there any more.
  func end(of name: ContainerName, _ place: ContainerPlace) -> InitEnd {
    // By its title: it leaves its control group before it is done, and liblxc says that a container is stopped before that.
    let title = "[lxc monitor] \(lxcPath) \(name)"
    var monitors = HostProcess.all().filter { $0.commandLine == title }.compactMap(\.identity)
    for _ in 0..<(Self.patience / 10) where !monitors.isEmpty {
      usleep(10_000)
      monitors = monitors.filter(HostProcess.isAlive)
    }
    if let end = StartLog(path: run.startLog(name)).end { return end }
    // Of one that ended with status 0 it writes nothing, but it clears the container's groups away, which one that was killed does
    // not. Its own may be left: the program that began the start can still be in them.
    let leftovers = (try? CgroupDirectories.leftovers(of: place))?.paths ?? []
    return leftovers.contains { $0.contains("/\(ContainerProcess.Role.payload.rawValue)") }
      ? .unseen : .clean
  }

  /// Whether the container has ended, as its spec allows, with the work done that it was started for.
  func hasEndedWell(_ entry: InventoryEntry) -> Bool {
    guard entry.spec.restart != .always else { return false }
    return end(of: entry.spec.name, place(entry.spec.name)) == .clean
  }
}
