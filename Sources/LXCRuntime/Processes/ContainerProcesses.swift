/// The processes of one container that matter from outside, by the control groups that liblxc gave them: known even where
/// liblxc itself knows nothing any more.
struct ContainerProcesses: Hashable, Sendable {
  /// First processes of its process namespace: one, unless something went wrong.
  var inits: [HostProcess] = []
  /// What looks after them.
  var monitors: [HostProcess] = []

  var isEmpty: Bool { inits.isEmpty && monitors.isEmpty }

  /// All of them.
  var all: [HostProcess] { inits + monitors }

  /// Those of a container among all processes of containers.
  init(of container: ContainerPlace, among all: [ContainerProcess]? = nil) {
    let candidates =
      all ?? ContainerProcess.all { ContainerProcess.mayBelong($0, to: container.name) }
    for process in candidates where process.belongs(to: container) {
      switch process.role {
      case .monitor: monitors.append(process.process)
      case .payload where process.isInit: inits.append(process.process)
      case .payload: break
      }
    }
  }
}
