internal import ContainerModel

/// The processes of one container that matter from outside, by the control groups that liblxc gave them: known even where
/// liblxc itself knows nothing any more.
struct ContainerProcesses: Hashable, Sendable {
  /// First processes of its process namespace: one, unless something went wrong.
  var inits: [HostProcess] = []
  /// What looks after them.
  var monitors: [HostProcess] = []

  var isEmpty: Bool { inits.isEmpty && monitors.isEmpty }

  /// Those of `name` among all.
  ///
  /// - Parameter defined: the names of all containers.
  init(
    of name: String, defined: Set<String>, among all: [ContainerProcess] = ContainerProcess.all()
  ) {
    for process in all where process.belongs(to: name, others: defined) {
      switch process.role {
      case .monitor: monitors.append(process.process)
      case .payload where process.isInit: inits.append(process.process)
      case .payload: break
      }
    }
  }
}
