internal import ContainerModel
internal import DurableFiles
internal import Glibc
internal import Reconciling
internal import SystemPackage

/// One start of one container, up to the moment when its init runs within its limits.
struct ContainerStart: Sendable {
  let places: ContainerPlaces
  let starter: StarterProcess
  /// The directory of all containers.
  let lxcPath: String
  let limits: LimitTable
  let blockDevices: BlockDevices
  /// How long liblxc may take.
  let deadline: Duration
  /// Whether what has ended by now may have done so by its spec.
  let hasEndedWell: @Sendable () -> Bool

  private var spec: ContainerSpec { places.entry.spec }
  private var name: String { spec.name.description }

  /// What the start gave.
  struct Started: Sendable {
    var identity: InitIdentity
    /// Limits that are not as the spec says, by path, with what the kernel says in their place.
    var wrongLimits: [String: ObservedValue]
  }

  /// Starts the container.
  ///
  /// - Throws: why it did not, with liblxc's reasons, or with the last lines of the console where init ended at once.
  func run() async throws(LXCRuntimeError) -> Started {
    try StartConditions(places: places).check()
    let command = StarterCommand(places: places, lxcPath: lxcPath)
    try RunDirectories(places: places).prepare(command)
    switch try await starter.run(command.start(tops: tops(command)), deadline: deadline) {
    case .done(let said): return try started(said)
    case .failed(let reason): throw failure(reason)
    case .late:
      throw LXCRuntimeError(
        "start", name, cause: "liblxc did not start it within \(deadline)",
        details: StartLog(path: places.run.startLog(spec.name)).errors, isPassing: true)
    }
  }

  private func started(_ said: String) throws(LXCRuntimeError) -> Started {
    let fields = said.split(separator: "\0")
    guard fields.count == 2, fields[0] == "started", let process = Int32(fields[1]) else {
      throw LXCRuntimeError(
        "start", name, cause: "\(starter.executable) said nothing that makes sense")
    }
    guard process > 0, let identity = HostProcess(id: process).identity else {
      return try ended()
    }
    let items = try readBack(process)
    // What could not be read of one that ended says nothing of its limits.
    guard HostProcess.isAlive(identity) else { return try ended() }
    return Started(identity: identity, wrongLimits: wrongLimits(items))
  }

  private func ended() throws(LXCRuntimeError) -> Started {
    guard hasEndedWell(), let identity = InitIdentity.ended() else {
      throw LXCRuntimeError.ended(spec.name, run: places.run)
    }
    return Started(identity: identity, wrongLimits: [:])
  }

  private func readBack(_ process: Int32) throws(LXCRuntimeError) -> [String: String] {
    do throws(FileError) {
      let groups = ContainerCgroups(of: HostProcess(id: process), in: try .init())
      var items: [String: String] = [:]
      for item in limits.items { items[item] = groups.read(item) }
      return items
    } catch {
      throw LXCRuntimeError("read the limits of", name, cause: "\(error)")
    }
  }

  /// The limits that did not take.
  func wrongLimits(_ items: [String: String]) -> [String: ObservedValue] {
    let wanted = spec.resources.fields
    let actual = limits.fields(items, expected: spec.resources, devices: blockDevices)
    var wrong = actual.filter { $0.value.text != wanted[$0.key] }
    // One that could not be read was not set either.
    for path in wanted.keys where actual[path] == nil { wrong[path] = .unset }
    return wrong
  }

  /// The reason that liblxc wrote down first is the deepest.
  private func failure(_ said: String) -> LXCRuntimeError {
    let reasons = StartLog(path: places.run.startLog(spec.name)).errors
    return LXCRuntimeError(
      "start", name, cause: reasons.first.map { "liblxc: \($0)" } ?? said,
      details: (reasons.isEmpty ? [] : [said]) + reasons.dropFirst().map { "liblxc: \($0)" })
  }

  private func tops(_ command: StarterCommand) -> [String: DirectoryLook] {
    var tops: [String: DirectoryLook] = [:]
    for scratch in command.scratches {
      guard let status = HostPaths.look(scratch.lower) else { continue }
      let shifts = places.shiftsImage && scratch.lower == places.image
      tops[scratch.directory] = DirectoryLook(
        mode: UInt32(status.permissions.rawValue),
        user: shifted(status.userID.rawValue, if: shifts),
        group: shifted(status.groupID.rawValue, if: shifts))
    }
    return tops
  }

  private func shifted(_ id: UInt32, if shifts: Bool) -> UInt32 {
    guard shifts, let mapping = places.entry.mapping else { return id }
    return id < mapping.count ? mapping.first + id : mapping.first
  }
}

extension LXCRuntimeError {
  private static let endOfInit = "its init ended"

  /// Whether it says that the container was started, and did not stay.
  var isEndOfInit: Bool { cause.hasPrefix(Self.endOfInit) }

  /// A container whose init ended although nobody asked it to.
  static func ended(_ name: ContainerName, run: RunLayout) -> LXCRuntimeError {
    let console = ConsoleTail(path: run.console(name))
    var lines = console.lines(10)
    // The monitor hears of the end of init and of its last words at the same time.
    for _ in 0..<10 where lines.isEmpty {
      usleep(20_000)
      lines = console.lines(10)
    }
    return LXCRuntimeError(
      "start", name.description,
      cause: lines.isEmpty
        ? "\(Self.endOfInit), and wrote nothing to the console" : Self.endOfInit,
      details: lines.map { "console: \($0)" }
        + StartLog(path: run.startLog(name)).errors.map { "liblxc: \($0)" })
  }
}
