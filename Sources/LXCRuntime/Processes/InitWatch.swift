internal import CLinux
public import ContainerModel
internal import Glibc
public import Reconciling

/// Descriptors that tell when the inits of containers end, of those that this program started (pidfd_open(2)).
public final class InitWatch {
  private let records: StartRecords
  private var watched: [ContainerName: (identity: InitIdentity, descriptor: Int32)] = [:]
  /// Of those that were found ended, which init it was: each is told once.
  private var known: [ContainerName: InitIdentity] = [:]
  private var untold: [ContainerName] = []

  /// Begins with those that live now; what had ended before is nobody's news.
  public init(run: RunLayout) {
    records = StartRecords(run: run)
    refresh()
    untold = []
  }

  deinit {
    for (_, descriptor) in watched.values { close(descriptor) }
  }

  /// Each init that is watched: readable once it has ended.
  public var descriptors: [Int32] { watched.values.map(\.descriptor) }

  /// Watches those that live by now.
  public func refresh() {
    let names = records.names
    // Of what was removed nobody has to be told.
    for name in watched.keys where !names.contains(name) { forget(name) }
    for name in names {
      guard let identity = records.identity(name), watched[name]?.identity != identity else {
        continue
      }
      forget(name)
      let descriptor = clinux_pidfd_open(identity.pid, 0)
      if descriptor >= 0 { watched[name] = (identity, descriptor) }
      // The number may have been another's by the time it was opened.
      if !HostProcess.isAlive(identity) {
        forget(name)
        if known.updateValue(identity, forKey: name) != identity { untold.append(name) }
      }
    }
  }

  /// Those that have ended since this was asked last, each once.
  public func takeEnded() -> [ContainerName] {
    for (name, (identity, descriptor)) in watched {
      var question = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
      guard poll(&question, 1, 0) > 0 else { continue }
      forget(name)
      known[name] = identity
      untold.append(name)
    }
    defer { untold = [] }
    return untold.sorted()
  }

  private func forget(_ name: ContainerName) {
    if let old = watched.removeValue(forKey: name) { close(old.descriptor) }
  }
}
