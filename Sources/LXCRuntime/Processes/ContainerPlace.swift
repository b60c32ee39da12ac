internal import FoundationEssentials

/// Which container is meant, among all that this machine has.
struct ContainerPlace: Hashable, Sendable {
  /// Its name.
  let name: String
  /// The directory of all containers.
  let lxcPath: String
  /// The names of all containers there: `web-1` is a container of its own, or a second group of `web`.
  let defined: Set<String>

  /// One of those that are known.
  init(name: String, lxcPath: String, defined: Set<String>) {
    self.name = name
    self.lxcPath = lxcPath
    self.defined = defined
  }

  /// One among all that have a directory now, with a config or without.
  init(name: String, lxcPath: String) {
    // Without the directory there is no other either.
    let names = (try? FileManager.default.contentsOfDirectory(atPath: lxcPath)) ?? []
    self.init(name: name, lxcPath: lxcPath, defined: Set(names))
  }
}
