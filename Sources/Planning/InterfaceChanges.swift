import ContainerModel

/// What becomes of the interfaces of a container that runs.
struct InterfaceChanges {
  /// Those that it lacks: new in its spec, or lost.
  let added: [String]
  /// Those that it was started with and no longer has in its spec.
  let removed: [String]

  /// - Parameters:
  ///   - wanted: the interfaces of the spec.
  ///   - started: those that the running init was given.
  ///   - actual: what the kernel says, by the path of the field.
  init(
    wanted: [NetworkInterfaceSpec], started: [NetworkInterfaceSpec],
    actual: [String: ObservedValue]
  ) {
    let (wanted, started) = (wanted.map(\.name), started.map(\.name))
    // One that is there has a hardware address.
    added = wanted.filter { !started.contains($0) || actual["networks[\($0)].mac"] == .unset }
    removed = started.filter { !wanted.contains($0) }
  }

  /// Whether `path` is a field of an interface that comes or goes as a whole.
  func covers(_ path: String) -> Bool {
    path.hasPrefix("networks[")
      && (added + removed).contains { path.hasPrefix("networks[\($0)].") }
  }
}
