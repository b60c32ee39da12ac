internal import ContainerModel
internal import DurableFiles
internal import Glibc
internal import Reconciling
internal import SystemPackage
internal import Workers

extension LXCContainerRuntime {
  func begin(_ entry: InventoryEntry) async throws(LXCRuntimeError) -> InitIdentity {
    let name = entry.spec.name
    guard try configDigest(name.description) == entry.configDigest else {
      throw LXCRuntimeError(
        "start", name.description,
        cause: "'\(configFile(name.description))' is not as it was written; run again")
    }
    try makeSureNothingRuns(name)
    try writeSeccompProfile()
    let start = ContainerStart(
      places: places(entry), starter: starter, lxcPath: lxcPath, limits: limits,
      blockDevices: BlockDevices(of: entry.spec.resources), deadline: timing.start,
      hasEndedWell: { hasEndedWell(entry) })
    do throws(LXCRuntimeError) {
      try records.announce(entry)
      let started = try await start.run()
      if !started.wrongLimits.isEmpty { try await limit(entry, operation: "start") }
      try records.write(entry, identity: started.identity)
      return started.identity
    } catch {
      let restarts = records.head(name)?.restarts
      // A container that runs without its limits, or half, is worse than none.
      _ = try? await end(entry, stop: .atOnce)
      if error.isEndOfInit, let identity = InitIdentity.ended() {
        // That it has ended is what `restart` goes by.
        try? records.write(entry, identity: identity, restarts: restarts)
      }
      throw error
    }
  }

  /// A second start while an init without a monitor lives on would run two on one root file system.
  private func makeSureNothingRuns(_ name: ContainerName) throws(LXCRuntimeError) {
    let place = place(name)
    do throws(FileError) {
      // The look at all processes before the plan found none; what came since is in a group that stands where liblxc makes them.
      guard try !CgroupDirectories.leftovers(of: place).paths.isEmpty else { return }
    } catch {
      throw LXCRuntimeError("start", name.description, cause: "\(error)")
    }
    if let process = ContainerProcesses(of: place).all.first {
      throw LXCRuntimeError(
        "start", name.description, cause: "its process \(process.id) still runs; stop it first")
    }
    do throws(FileError) {
      // Were they to stay, liblxc would call the new groups `-1`.
      try CgroupDirectories.leftovers(of: place).removeEmpty()
    } catch {
      throw LXCRuntimeError("start", name.description, cause: "\(error)")
    }
  }

  private func writeSeccompProfile() throws(LXCRuntimeError) {
    guard HostPaths.look(CommonSeccomp.installed) == nil else { return }
    do throws(FileError) {
      try DurableFile(FilePath(run.seccompProfile)).replace(with: Array(CommonSeccomp.text.utf8))
    } catch {
      throw LXCRuntimeError("write", run.seccompProfile, cause: "\(error)")
    }
  }

  func end(_ entry: InventoryEntry, stop: StopSpec) async throws(LXCRuntimeError) -> StopOutcome {
    let name = entry.spec.name
    try records.markStopping(name, within: stop.timeout.duration + ContainerStop.patience * 2)
    let outcome: StopOutcome
    do throws(LXCRuntimeError) {
      outcome = try await ContainerStop(
        name: name.description, lxcPath: lxcPath, stop: stop,
        interfaces: entry.spec.networks.map { name.hostInterface($0.name) }
      ).run()
    } catch {
      // It failed to end already; that this cannot be written says nothing new.
      if let identity = records.identity(name) { try? records.finish(name, identity: identity) }
      throw error
    }
    do throws(FileError) {
      try records.remove(name)
      try DurableDirectory(FilePath(run.scratch(name))).removeTree()
    } catch {
      throw LXCRuntimeError("clean up after", name.description, cause: "\(error)")
    }
    return outcome
  }

  /// Sets every limit of a running container, and reads each back.
  func limit(_ entry: InventoryEntry, operation: String) async throws(LXCRuntimeError) {
    let resources = entry.spec.resources
    let devices = BlockDevices(of: resources)
    for device in resources.io.devices where devices.numbers[device.device] == nil {
      throw LXCRuntimeError(
        operation, entry.spec.name.description,
        cause: "there is no block device '\(device.device)' to limit")
    }
    let reply: SetLimits.Reply = try await work(SetLimits.self, on: entry.spec.name, operation) {
      SetLimits.Request(
        path: lxcPath, name: $0, table: limits, resources: resources, devices: devices)
    }
    let wanted = resources.fields
    let actual = limits.fields(
      reply.items, expected: resources, devices: BlockDevices(of: resources, and: reply.items))
    let wrong = Set(wanted.keys).union(actual.keys).sorted().filter {
      actual[$0]?.text != wanted[$0]
    }
    guard !wrong.isEmpty || !reply.failures.isEmpty else { return }
    let differences = wrong.map {
      "\($0) is \(actual[$0]?.text ?? "not limited") instead of \(wanted[$0] ?? "unlimited")"
    }
    throw LXCRuntimeError(
      operation, entry.spec.name.description,
      cause: reply.failures.first ?? "a limit did not take: \(differences[0])",
      details: Array(reply.failures.dropFirst()) + differences)
  }

  /// Runs a task on one container in a worker.
  func work<Work: WorkerTask>(
    _ task: Work.Type, on name: ContainerName, _ operation: String,
    _ request: (String) -> Work.Request
  ) async throws(LXCRuntimeError) -> Work.Reply {
    do throws(WorkerError) {
      return try await launcher.run(
        task, request(name.description), deadline: timing.other)
    } catch {
      if case .failed(_, let failure) = error,
        let known = failure.error(as: LXCRuntimeError.self)
      {
        throw known
      }
      throw LXCRuntimeError(operation, name.description, cause: "\(error)", isPassing: true)
    }
  }
}

extension StopSpec {
  /// Without asking.
  fileprivate static var atOnce: StopSpec {
    var stop = StopSpec()
    stop.timeout = TimeSpan(seconds: 0)
    return stop
  }
}
