/// Which container is meant, among all that this machine has.
struct ContainerPlace: Hashable, Sendable {
  /// Its name.
  let name: String
  /// The directory of all containers.
  let lxcPath: String
  /// The names of all containers there: `web-1` is a container of its own, or a second group of `web`.
  let defined: Set<String>
}
