internal import CLinux
internal import ContainerModel
internal import DurableFiles
internal import FoundationEssentials
internal import Glibc
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
    let isBehind = head.identity != identity || head.isStopping == true
    if let expected, expected.digest == head.digest { return (expected, isBehind) }
    return (try? JSONDecoder().decode(StartRecord.self, from: data)).map { ($0.entry, isBehind) }
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

  /// Remembers what the container was started with.
  func write(_ entry: InventoryEntry, identity: InitIdentity) throws(LXCRuntimeError) {
    try write(entry, identity: identity, restarts: head(entry.spec.name)?.restarts)
  }

  /// Remembers that this program is ending the container: whatever becomes of that, its init will not have ended by itself.
  func markStopping(_ name: ContainerName) throws(LXCRuntimeError) {
    guard var record = self.record(name) else { return }
    record.isStopping = true
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
    record.identity = identity
    record.isStopping = nil
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

extension StartRecords.Head {
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

extension InitIdentity {
  /// How many seconds after its announcement an init may begin; by then liblxc's time is over.
  private static let announced: UInt64 = 60

  /// Stands for an init that is about to begin.
  fileprivate static func announcement() -> InitIdentity? {
    guard let boot = HostProcess.ofSelf.identity?.bootID, let now = ticksNow else { return nil }
    return InitIdentity(pid: 0, startTime: now, bootID: boot)
  }

  /// Stands for an init that was begun just now, and has ended before anybody could look at it.
  static func ended() -> InitIdentity? {
    announcement().map { InitIdentity(pid: -1, startTime: $0.startTime, bootID: $0.bootID) }
  }

  fileprivate static var ticksNow: UInt64? {
    var now = timespec()
    guard clock_gettime(CLOCK_BOOTTIME, &now) == 0 else { return nil }
    let nanoseconds = UInt64(now.tv_sec) * 1_000_000_000 + UInt64(now.tv_nsec)
    return nanoseconds / (1_000_000_000 / ticksPerSecond)
  }

  /// The process that looks after it; nil where it has ended.
  fileprivate var monitor: InitIdentity? {
    HostProcess(id: pid).parent.flatMap { HostProcess(id: $0).identity }
  }

  /// Whether it runs what is recorded of `recorded`: is that init, the one whose start was announced, or the one that the same monitor
  /// began when that rebooted (reboot(2) in a namespace of processes).
  fileprivate func isSame(as recorded: InitIdentity, monitor: InitIdentity?) -> Bool {
    recorded == self || wasBegun(by: recorded)
      || monitor.map { $0 == self.monitor && !HostProcess.isAlive(recorded) } ?? false
  }

  private func wasBegun(by announcement: InitIdentity) -> Bool {
    guard announcement.pid == 0, announcement.bootID == bootID else { return false }
    let end = announcement.startTime + Self.announced * Self.ticksPerSecond
    return (announcement.startTime...end).contains(startTime)
  }

  fileprivate static var ticksPerSecond: UInt64 { UInt64(max(1, sysconf(Int32(_SC_CLK_TCK)))) }
}
