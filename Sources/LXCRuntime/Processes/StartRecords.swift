internal import ContainerModel
internal import DurableFiles
internal import FoundationEssentials
internal import Reconciling
internal import SystemPackage

/// What this program remembers of the containers that it started: one file for each in the run directory.
struct StartRecords: Sendable {
  let run: RunLayout

  /// The little that most looks at a record want to know.
  struct Head: Decodable {
    let identity: InitIdentity
    let monitor: InitIdentity?
    let digest: String?
    let restarts: RestartCount?
    let isStopping: Bool?
    let stoppingUntil: UInt64?
  }

  /// What the init was started with, and whether the record is behind: left in the middle of a start or a stop, or of the init before a
  /// reboot. Nil where nobody knows, or the record is damaged, which is the same.
  ///
  /// - Parameter expected: what it is likely to be, which then need not be decoded.
  func read(
    _ name: ContainerName, identity: InitIdentity, expected: InventoryEntry?
  ) -> (entry: InventoryEntry, isBehind: Bool)? {
    let file = DurableFile(FilePath(run.startRecord(name)))
    guard let data = (try? file.readIfPresent(limit: 1 << 20)).map({ Data($0) }),
      let head = try? JSONDecoder().decode(Head.self, from: data),
      identity.isSame(as: head.identity, monitor: head.monitor)
    else { return nil }
    let isBehind = head.identity != identity || head.isStoppedInVain
    let isReboot = identity.isReboot(of: head.identity, monitor: head.monitor)
    if let expected, expected.digest == head.digest, !isReboot { return (expected, isBehind) }
    return (try? JSONDecoder().decode(StartRecord.self, from: data))
      .map { (isReboot ? $0.rebooted : $0.entry, isBehind) }
  }

  /// The containers that there is a record of.
  var names: [ContainerName] {
    let files = (try? FileManager.default.contentsOfDirectory(atPath: run.startRecords)) ?? []
    return files.filter { $0.hasSuffix(".json") }.compactMap { ContainerName($0.dropLast(5)) }
  }

  /// The init that was started last; nil where nobody knows.
  func identity(_ name: ContainerName) -> InitIdentity? {
    head(name)?.identity
  }

  /// What is known of the init that was started last; nil where nobody knows.
  func head(_ name: ContainerName) -> Head? {
    let file = DurableFile(FilePath(run.startRecord(name)))
    return (try? file.readIfPresent(limit: 1 << 20))
      .flatMap { try? JSONDecoder().decode(Head.self, from: Data($0)) }
  }

  /// Remembers what the container is going to be started with, while nothing of it runs: should this program be killed before
  /// it knows the init, the next run still finds out what that was started with.
  func announce(_ entry: InventoryEntry) throws(LXCRuntimeError) {
    guard let announcement = InitIdentity.announcement() else { return }
    try write(entry, identity: announcement, restarts: head(entry.spec.name)?.nextRestarts)
  }

  /// Remembers what the container was started with, and was given since.
  func write(_ entry: InventoryEntry, identity: InitIdentity) throws(LXCRuntimeError) {
    let last = record(entry.spec.name)
    var record = StartRecord(
      identity: identity, entry: entry, digest: entry.digest,
      restarts: head(entry.spec.name)?.restarts, monitor: identity.monitor)
    if let last, identity.isSame(as: last.identity, monitor: last.monitor) {
      let begun = last.begun ?? LiveParts(of: last.entry.spec)
      record.begun = begun == LiveParts(of: entry.spec) ? nil : begun
    }
    try write(record)
  }

  /// Remembers that this program is ending the container: whatever becomes of that, its init will not have ended by itself.
  ///
  /// - Parameter time: how long what ends it may take.
  func markStopping(_ name: ContainerName, within time: Duration) throws(LXCRuntimeError) {
    guard var record = self.record(name) else { return }
    record.isStopping = true
    record.stoppingUntil = InitIdentity.ticksNow.map {
      $0 + UInt64(max(0, time.components.seconds)) * InitIdentity.ticksPerSecond
    }
    try write(record)
  }

  private func record(_ name: ContainerName) -> StartRecord? {
    let file = DurableFile(FilePath(run.startRecord(name)))
    return (try? file.readIfPresent(limit: 1 << 20))
      .flatMap { try? JSONDecoder().decode(StartRecord.self, from: Data($0)) }
  }

  /// Brings a record that is behind up to date with `identity`, the init that lives now.
  func finish(_ name: ContainerName, identity: InitIdentity) throws(LXCRuntimeError) {
    guard var record = self.record(name), HostProcess.isAlive(identity),
      identity.isSame(as: record.identity, monitor: record.monitor)
    else { return }
    if identity.isReboot(of: record.identity, monitor: record.monitor) {
      record.entry = record.rebooted
      record.digest = record.entry.digest
      record.begun = nil
    }
    record.identity = identity
    record.isStopping = nil
    record.stoppingUntil = nil
    record.monitor = identity.monitor
    try write(record)
  }

  /// Remembers what the container was started with, and how often before.
  func write(
    _ entry: InventoryEntry, identity: InitIdentity, restarts: RestartCount?
  ) throws(LXCRuntimeError) {
    try write(
      StartRecord(
        identity: identity, entry: entry, digest: entry.digest, restarts: restarts,
        monitor: identity.monitor))
  }

  private func write(_ record: StartRecord) throws(LXCRuntimeError) {
    let name = record.entry.spec.name
    do {
      let encoder = JSONEncoder()
      encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
      let path = FilePath(run.startRecord(name))
      try DurableDirectory(path.removingLastComponent()).create(parents: true)
      try DurableFile(path).replace(with: Array(try encoder.encode(record)))
    } catch {
      throw LXCRuntimeError("record the start of", name.description, cause: "\(error)")
    }
  }

  /// Forgets the container.
  func remove(_ name: ContainerName) throws(FileError) {
    do throws(FileError) {
      try DurableFile(FilePath(run.startRecord(name))).remove()
    } catch  where error.errno == .noSuchFileOrDirectory {
      // Nothing was recorded since the machine came up.
    }
  }
}

extension StartRecord {
  /// What an init has that its monitor began when the one before rebooted.
  fileprivate var rebooted: InventoryEntry {
    guard let begun else { return entry }
    var entry = entry
    entry.spec.networks = begun.networks
    entry.spec.devices = begun.devices
    return entry
  }
}

extension StartRecords.Head {
  /// Whether it was being ended by a program that is gone, and by now lives on all the same.
  fileprivate var isStoppedInVain: Bool {
    guard isStopping == true, let stoppingUntil, let now = InitIdentity.ticksNow else {
      return isStopping == true
    }
    return now >= stoppingUntil
  }

  /// Whether its init has ended although this program did not ask it to. One that was only announced may never have begun.
  var hasEndedByItself: Bool {
    isStopping != true && identity.pid != 0 && identity.bootID == HostProcess.bootID
      && !HostProcess.isAlive(identity)
  }

  /// What the next start counts: one more where this one's init ended by itself.
  fileprivate var nextRestarts: RestartCount? {
    guard hasEndedByItself else { return identity.pid == 0 ? restarts : nil }
    return (restarts ?? RestartCount()).next(after: age ?? RestartCount.calm)
  }

  /// How many seconds are left until the next start is due; nil: none.
  var pause: Int64? {
    guard hasEndedByItself, let age, age < RestartCount.calm,
      case let left = (restarts ?? RestartCount()).pause - age, left > 0
    else { return nil }
    return left
  }

  /// How many seconds ago its init began.
  private var age: Int64? {
    guard let now = InitIdentity.ticksNow, now >= identity.startTime else { return nil }
    return Int64(clamping: (now - identity.startTime) / InitIdentity.ticksPerSecond)
  }
}
