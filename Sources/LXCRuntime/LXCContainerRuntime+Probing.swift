internal import ContainerModel
internal import NetworkProbes
internal import Reconciling
internal import Workers

extension LXCContainerRuntime {
  /// One try of the entry's health.
  func tryHealth(of entry: InventoryEntry) async throws(LXCRuntimeError) {
    let name = entry.spec.name
    guard let process = runningInit(name) else { throw Self.unhealthy(name, "it does not run") }
    guard let health = entry.spec.health else { return }
    switch health.probe {
    case .exec(let words):
      try await ask(ExecProbe.self, of: name, health, by: launcher) {
        ExecProbe.Request(
          path: lxcPath, name: name.description, words: words,
          environment: Self.environment(of: entry.spec),
          directory: entry.spec.workingDirectory ?? "/", timeout: health.timeout)
      }
    case .tcp(let port):
      let network = try network(of: process, name)
      try await ask(TCPProbe.self, of: name, health, by: launcher) {
        TCPProbe.Request(network: network, port: port, timeout: health.timeout)
      }
    case .http(let port, let path):
      let network = try network(of: process, name)
      try await ask(HTTPProbe.self, of: name, health, by: fetcher) {
        HTTPProbe.Request(network: network, port: port, path: path, timeout: health.timeout)
      }
    }
  }

  /// Its init; nil where it does not run.
  func runningInit(_ name: ContainerName) -> HostProcess? {
    runningInit(name, recorded: records.identity(name))?.process
  }

  /// - Parameter recorded: the init that was started last. It spares a look at all processes; a container that started itself anew has
  ///   another one.
  func runningInit(
    _ name: ContainerName, recorded: InitIdentity?
  ) -> (process: HostProcess, identity: InitIdentity)? {
    if let recorded, HostProcess.isAlive(recorded) {
      return (HostProcess(id: recorded.pid), recorded)
    }
    guard let process = ContainerProcesses(of: place(name)).inits.first,
      let identity = process.identity
    else { return nil }
    return (process, identity)
  }

  private func network(
    of process: HostProcess, _ name: ContainerName
  ) throws(LXCRuntimeError) -> ContainerNetwork {
    let identity = process.identity
    // Alive after the look as well: it was its own network that was looked at.
    guard let identity, let network = ContainerNetwork(of: process.id),
      HostProcess.isAlive(identity)
    else { throw Self.unhealthy(name, "it does not run") }
    return network
  }

  /// What init has: what the spec says, and liblxc's own `PATH` where that names none.
  static func environment(of spec: ContainerSpec) -> [String] {
    var variables = spec.environment
    if variables["PATH"] == nil {
      variables["PATH"] = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin"
    }
    return variables.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)" }
  }

  /// A worker has a little longer than the try, to say itself why it failed and to clean up.
  private static let margin = Duration.seconds(3)

  private func ask<Work: WorkerTask>(
    _ task: Work.Type, of name: ContainerName, _ health: HealthSpec, by launcher: WorkerLauncher,
    _ request: () -> Work.Request
  ) async throws(LXCRuntimeError) {
    do throws(WorkerError) {
      _ = try await launcher.run(
        task, request(), deadline: health.timeout.duration + Self.margin)
    } catch {
      switch error {
      case .failed(_, let failure):
        let known = failure.error(as: ProbeFailure.self)
        throw Self.unhealthy(name, known?.cause ?? failure.message, known?.details ?? [])
      case .deadlineExceeded:
        throw Self.unhealthy(name, "no answer within \(health.timeout)", ["\(error)"])
      default: throw Self.unhealthy(name, "\(error)")
      }
    }
  }

  private static func unhealthy(
    _ name: ContainerName, _ cause: String, _ details: [String] = []
  ) -> LXCRuntimeError {
    LXCRuntimeError("probe", name.description, cause: cause, details: details, isPassing: true)
  }
}
