public import ContainerModel
internal import DurableFiles
internal import Glibc
public import Reconciling
internal import SystemPackage

extension LXCContainerRuntime: ContainerRuntime {
  /// Looks at every container that is defined, ours (with their entries) and others'.
  public func observe(
    _ inventory: @Sendable () async throws(OperationError) -> [ContainerName: InventoryEntry]
  ) async throws(OperationError) -> RuntimeObservation {
    let defined: Set<String>
    do throws(LXCRuntimeError) {
      defined = try definedContainers()
    } catch {
      throw error.asOperationError
    }
    let (answers, feed) = AsyncStream.makeStream(of: ReadingSession.Answer.self)
    async let asked = readings.read(defined, feed)
    let observation = Observation(runtime: self, defined: defined, inventory: try await inventory())
    async let containers = observation.containers(answers)
    // Of ours also those whose config is gone: a monitor answers without it.
    let rest = await readings.read(observation.undefined, feed)
    let problem = await asked ?? rest
    feed.finish()
    let seen = await containers
    if let problem { throw problem.asOperationError }
    return RuntimeObservation(
      containers: seen, supportedLimits: limits.host.supportedLimits,
      cgroupLayout: limits.host.layout.rawValue)
  }

  /// Where those of `paths` really lead that lead there by a symbolic link.
  public func links(among paths: Set<String>) -> [String: String] {
    var links: [String: String] = [:]
    for path in paths {
      if let real = HostPaths.real(path), real != path { links[path] = real }
    }
    return links
  }

  /// What became of the config of the container called `name`.
  public func configCondition(of name: ContainerName, _ entry: InventoryEntry?)
    throws(OperationError) -> ConfigCondition
  {
    do throws(LXCRuntimeError) {
      return try condition(ofConfig: name.description, entry)
    } catch {
      throw error.asOperationError
    }
  }

  /// The LXC config that `entry` asks for on this machine.
  public func config(for entry: InventoryEntry) throws(OperationError) -> RenderedConfig {
    do throws(LXCRuntimeError) {
      return try render(entry)
    } catch {
      throw error.asOperationError
    }
  }

  /// Replaces the container's config whole, after liblxc has loaded it as a check.
  public func writeConfig(_ config: RenderedConfig, for entry: InventoryEntry)
    async throws(OperationError)
  {
    try await told { () async throws(LXCRuntimeError) in try await write(config, for: entry) }
  }

  /// Starts the container, reads every limit back and records its init.
  public func start(_ entry: InventoryEntry) async throws(OperationError) -> InitIdentity {
    try await told { () async throws(LXCRuntimeError) in try await begin(entry) }
  }

  /// Whether the init of a container still lives.
  public func checkAlive(
    _ entry: InventoryEntry, identity: InitIdentity
  ) async throws(OperationError) -> Bool {
    if HostProcess.isAlive(identity) { return true }
    guard hasEndedWell(entry) else {
      throw LXCRuntimeError.ended(entry.spec.name, run: run).asOperationError
    }
    // An init that ended while the start was still under way keeps liblxc from removing what it made for its monitor.
    (try? CgroupDirectories.leftovers(of: place(entry.spec.name)))?.removeEmpty()
    return false
  }

  /// Tries once whether a running container does its work, as the entry's health says.
  public func probe(_ entry: InventoryEntry) async throws(OperationError) {
    try await told { () async throws(LXCRuntimeError) in try await tryHealth(of: entry) }
  }

  /// Asks the container to stop, waits for its time-out, then kills it; returns when nothing of it is left.
  public func stop(_ entry: InventoryEntry) async throws(OperationError) -> StopOutcome {
    try await told { () async throws(LXCRuntimeError) in
      try await end(entry, stop: entry.spec.stop)
    }
  }

  /// Sets every limit of a running container to what `entry` says, and reads each back.
  public func setResources(_ entry: InventoryEntry) async throws(OperationError) {
    try await told { () async throws(LXCRuntimeError) in try await limit(entry, operation: "limit")
    }
  }

  /// Gives the ephemeral root of a running container the size that `entry` says.
  public func resizeRoot(_ entry: InventoryEntry) async throws(OperationError) {
    try await told { () async throws(LXCRuntimeError) in
      let name = entry.spec.name
      guard let size = entry.spec.rootfs.upperSize,
        let monitor = ContainerProcesses(of: place(name)).inits.first?.parent
      else {
        throw LXCRuntimeError(
          "resize the root file system of", name.description, cause: "it does not run")
      }
      try RootScratch(places(entry), monitor: monitor, pageSize: limits.pageSize).resize(to: size)
    }
  }

  /// Gives a running container the devices of `entry`, and takes from it those of `started` that are not among them.
  public func setDevices(_ entry: InventoryEntry, started: InventoryEntry)
    async throws(OperationError)
  {
    try await told { () async throws(LXCRuntimeError) in
      try await exchange(entry, started: started)
    }
  }

  /// The init of a container that runs.
  public func identity(of name: ContainerName) throws(OperationError) -> InitIdentity {
    do throws(LXCRuntimeError) {
      return try running(name)
    } catch {
      throw error.asOperationError
    }
  }

  /// Brings a start record that is behind up to date with the init that lives now.
  public func finishRecord(
    of name: ContainerName, identity: InitIdentity
  ) throws(OperationError) {
    do throws(LXCRuntimeError) {
      try records.finish(name, identity: identity)
    } catch {
      throw error.asOperationError
    }
  }

  /// Remembers that what runs, or has ended with its work done, has by now what `entry` says.
  public func remember(_ entry: InventoryEntry) throws(OperationError) {
    do throws(LXCRuntimeError) {
      let last = records.identity(entry.spec.name)
      if let last, !HostProcess.isAlive(last), hasEndedWell(entry) {
        return try records.write(entry, identity: last)
      }
      try records.write(entry, identity: try running(entry.spec.name))
    } catch {
      throw error.asOperationError
    }
  }

  /// Lets the processes of a frozen container go on.
  public func thaw(_ entry: InventoryEntry) async throws(OperationError) {
    try await told { () async throws(LXCRuntimeError) in
      _ = try await work(ThawContainer.self, on: entry.spec.name, "thaw") {
        ThawContainer.Request(path: lxcPath, name: $0)
      }
    }
  }

  /// Removes the config and what else this program wrote beside it, but for the inventory entry.
  public func removeConfig(
    _ name: ContainerName, keepsConsole: Bool
  ) async throws(OperationError) {
    try await told { () async throws(LXCRuntimeError) in
      if let process = ContainerProcesses(of: place(name)).all.first {
        throw LXCRuntimeError(
          "remove", name.description, cause: "its process \(process.id) still runs")
      }
      try remove(name, keepsConsole: keepsConsole)
    }
  }

  private func remove(_ name: ContainerName, keepsConsole: Bool) throws(LXCRuntimeError) {
    do throws(FileError) {
      let console = keepsConsole ? [] : [run.console(name)]
      for path in console + [run.startLog(name), run.startRecord(name)] {
        try removeIfPresent(FilePath(path))
      }
      try DurableDirectory(FilePath(run.scratch(name))).removeTree()
      // Last: while it stands the container is defined, and what was left above is found again.
      try removeIfPresent(configFile(name.description))
    } catch {
      throw LXCRuntimeError("remove", name.description, cause: "\(error)")
    }
  }

  private func removeIfPresent(_ path: FilePath) throws(FileError) {
    do throws(FileError) {
      try DurableFile(path).remove()
    } catch  where error.errno == .noSuchFileOrDirectory {
      // Its directory was never made.
    }
  }

  private func told<Value: Sendable>(
    _ body: () async throws(LXCRuntimeError) -> Value
  ) async throws(OperationError) -> Value {
    do throws(LXCRuntimeError) {
      return try await body()
    } catch {
      throw error.asOperationError
    }
  }
}
