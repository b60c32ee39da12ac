internal import CLinux
public import ContainerModel
internal import Glibc
public import Reconciling

/// Descriptors that tell when the inits of containers end, of those that this program started (pidfd_open(2)).
public final class InitWatch {
  private let records: StartRecords
  private var watched: [ContainerName: (identity: InitIdentity, descriptor: Int32)] = [:]

  /// Begins with none.
  public init(run: RunLayout) {
    records = StartRecords(run: run)
  }

  deinit {
    for (_, descriptor) in watched.values { close(descriptor) }
  }

  /// Each init that is watched: readable once it has ended.
  public var descriptors: [Int32] { watched.values.map(\.descriptor) }

  /// Watches those that live now.
  public func refresh() {
    for name in records.names {
      let identity = records.identity(name)
      if let old = watched[name], old.identity == identity { continue }
      forget(name)
      guard let identity else { continue }
      let descriptor = clinux_pidfd_open(identity.pid, 0)
      guard descriptor >= 0 else { continue }
      watched[name] = (identity, descriptor)
      // The number may have been another's by the time it was opened.
      if !HostProcess.isAlive(identity) { forget(name) }
    }
  }

  /// Forgets those that have ended since; returns their names.
  public func takeEnded() -> [ContainerName] {
    var ended: [ContainerName] = []
    for (name, (_, descriptor)) in watched {
      var question = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
      if poll(&question, 1, 0) > 0 { ended.append(name) }
    }
    ended.forEach(forget)
    return ended.sorted()
  }

  private func forget(_ name: ContainerName) {
    if let old = watched.removeValue(forKey: name) { close(old.descriptor) }
  }
}
