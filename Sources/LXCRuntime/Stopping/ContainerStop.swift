internal import ContainerModel
internal import DurableFiles
internal import FoundationEssentials
internal import Glibc
internal import Reconciling

/// The end of one container, up to the moment when nothing of it is left.
///
/// Goes by what the kernel says of its processes, not by liblxc: that way it ends one whose monitor died or is stuck too.
struct ContainerStop: Sendable {
  let name: String
  /// The directory of all containers.
  let lxcPath: String
  /// How it is asked.
  let stop: StopSpec
  /// The host's ends of its interfaces.
  let interfaces: [String]

  /// How long cleaning up after a dead init may take.
  static let patience = Duration.seconds(15)

  /// Looked up each time: a container whose name begins like this one's may come to be while this one is asked to stop.
  private var container: ContainerPlace { ContainerPlace(name: name, lxcPath: lxcPath) }

  /// Asks its init, waits, kills, and waits until monitor, control groups and interfaces are gone.
  func run() async throws(LXCRuntimeError) -> StopOutcome {
    var found = processes
    guard !found.isEmpty else {
      // An init that ended at once may have left the groups of its monitor.
      (try? CgroupDirectories.leftovers(of: container))?.removeEmpty()
      return .alreadyStopped
    }
    let groups = try groups(of: found.all)
    var outcome = StopOutcome.stopped
    if let first = found.inits.first {
      if found.inits.count == 1 { outcome = await ask(first) }
      for process in found.inits { await kill(process) }
    }
    // One that was asked to end may have started anew instead: its monitor then keeps a new init.
    for _ in 0..<5 {
      try await waitForMonitors(found.monitors)
      found = processes
      if found.isEmpty { break }
      for process in found.inits { await kill(process) }
    }
    guard found.isEmpty else { throw failure("its init starts anew each time it is killed") }
    try await waitForCleanup(groups)
    // A monitor that died before left a group that no process leads to.
    (try? CgroupDirectories.leftovers(of: container))?.removeEmpty()
    return outcome
  }

  private var processes: ContainerProcesses {
    ContainerProcesses(of: container)
  }

  private func ask(_ process: HostProcess) async -> StopOutcome {
    guard let signal = stop.signal.number, let handle = ProcessHandle(process) else {
      return .stopped
    }
    thaw(process)
    guard signal != SIGKILL else { return .stopped }
    // The first process of a process namespace gets no signal that it does not catch (pid_namespaces(7)).
    guard process.catches(signal) != false else { return .killedAtOnce }
    handle.send(signal)
    return await handle.waitForEnd(atMost: stop.timeout.duration) ? .stopped : .killed
  }

  private func kill(_ process: HostProcess) async {
    guard let handle = ProcessHandle(process) else { return }
    thaw(process)
    handle.send(SIGKILL)
    _ = await handle.waitForEnd(atMost: Self.patience)
  }

  private func thaw(_ process: HostProcess) {
    // Where the groups can't be found, the signal is sent all the same.
    (try? CgroupDirectories.of([process]))?.thaw()
  }

  private func groups(of processes: [HostProcess]) throws(LXCRuntimeError) -> CgroupDirectories {
    do throws(FileError) {
      return try CgroupDirectories.of(processes)
    } catch {
      throw failure("\(error)")
    }
  }

  private func waitForMonitors(_ monitors: [HostProcess]) async throws(LXCRuntimeError) {
    for monitor in monitors {
      guard let handle = ProcessHandle(monitor) else { continue }
      // A new init shows that the monitor is going to stay.
      let end = ContinuousClock.now + Self.patience
      while await !handle.waitForEnd(atMost: .milliseconds(500)) {
        guard processes.inits.isEmpty else { return }
        guard ContinuousClock.now < end else {
          throw failure("its monitor, process \(monitor.id), does not end")
        }
      }
    }
  }

  /// liblxc says STOPPED before it has cleaned up, and where its monitor died nobody else does.
  private func waitForCleanup(_ groups: CgroupDirectories) async throws(LXCRuntimeError) {
    let end = ContinuousClock.now + Self.patience
    while true {
      let interface = interfaces.first {
        FileManager.default.fileExists(atPath: "/sys/class/net/\($0)")
      }
      if groups.removeEmpty(), interface == nil { return }
      guard ContinuousClock.now < end else {
        throw failure(
          interface.map { "its interface '\($0)' stays" }
            ?? "processes stay in its control groups, such as \(groups.paths.first ?? "")")
      }
      try? await Task.sleep(for: .milliseconds(5))
    }
  }

  private func failure(_ cause: String) -> LXCRuntimeError {
    LXCRuntimeError("stop", name, cause: cause, isPassing: true)
  }
}
