import ContainerModel
import StatusJudging

extension Reconciler {
  /// How long the use of processors is watched where nothing was read before: long against the 4 to 10 ms of a tick, at which the
  /// kernel brings what it counts up to date.
  private static let moment = Duration.milliseconds(200)

  /// Asks all containers side by side: one that hangs holds up none but the whole.
  ///
  /// - Parameter longestTry: how long a try of a container's health may take, where its spec allows it more.
  func vitals(
    _ judge: StatusJudge, measure: UsageMeasure, longestTry: TimeSpan?
  ) async -> (vitals: [ContainerName: Vitals], readings: [ContainerName: UsageReading]) {
    let living = judge.living
    let probed = judge.probed
    return await withTaskGroup(of: (ContainerName, Vitals, UsageReading?).self) { group in
      for (name, entry) in living {
        group.addTask {
          // Before it is asked for its health: what answering costs is none of its own use.
          let usage = await usage(of: name, measure)
          async let failure = probeFailure(probed[name], longestTry: longestTry)
          var vitals = Vitals()
          if let reading = usage?.now {
            vitals.take(reading, since: usage?.earlier)
            vitals.addresses = await addresses(of: entry, reading.identity)
          }
          vitals.probeFailure = await failure
          return (name, vitals, usage?.now)
        }
      }
      return await group.reduce(into: ([:], [:])) { found, one in
        found.vitals[one.0] = one.1
        found.readings[one.0] = one.2
      }
    }
  }

  private func usage(
    of name: ContainerName, _ measure: UsageMeasure
  ) async -> (now: UsageReading, earlier: UsageReading?)? {
    guard let first = services.runtime.usage(of: name) else { return nil }
    switch measure {
    case .since(let earlier): return (first, earlier[name])
    case .overMoment:
      guard (try? await Task.sleep(for: Self.moment)) != nil else { return (first, nil) }
      return services.runtime.usage(of: name).map { ($0, first) }
    }
  }

  private func probeFailure(_ entry: InventoryEntry?, longestTry: TimeSpan?) async -> String? {
    guard var entry else { return nil }
    if let longestTry, let timeout = entry.spec.health?.timeout {
      entry.spec.health?.timeout = min(timeout, longestTry)
    }
    do throws(OperationError) {
      try await services.runtime.probe(entry)
      return nil
    } catch {
      return error.cause
    }
  }

  /// None where it has ended meanwhile: its number may be another process' by then.
  private func addresses(of entry: InventoryEntry, _ identity: InitIdentity) async -> [IPAddress] {
    guard let addresses = try? services.network.addresses(ofProcess: identity.pid),
      (try? await services.runtime.checkAlive(entry, identity: identity)) == true
    else { return [] }
    return addresses
  }
}

extension Vitals {
  fileprivate mutating func take(_ reading: UsageReading, since earlier: UsageReading?) {
    memory = reading.memory.map { MemoryUsage(used: $0, limit: reading.memoryLimit) }
    cpu = reading.processorTime.map { time in
      CPUUsage(
        used: reading.cores(since: earlier),
        limit: reading.coreLimit.map { Double($0.milli) / 1000 },
        seconds: Double(time / 1000) / 1000)
    }
    restarts = reading.restarts
    uptime = max(0, (reading.time - reading.began) / 1_000_000)
  }
}
