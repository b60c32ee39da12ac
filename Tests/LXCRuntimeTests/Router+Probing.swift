import ContainerModel
import LXCRuntime
import Reconciling

extension Router {
  /// Why the container is not healthy; nil where it is.
  func failure(_ entry: InventoryEntry) async -> OperationError? {
    do throws(OperationError) {
      try await runtime.probe(entry)
      return nil
    } catch {
      return error
    }
  }

  /// Runs a script as a probe; what it did last where it fails, else nothing.
  func trace(of script: String, in entry: InventoryEntry) async -> String {
    guard let failure = await failure(entry.probed(["sh", "-x", "-c", script])) else { return "" }
    return "\(failure.cause): \(failure.details.joined(separator: "; "))"
  }

  /// Waits until the container is healthy: what listens in it takes a moment to begin.
  func eventually(_ entry: InventoryEntry) async throws {
    for _ in 0..<50 where await failure(entry) != nil {
      try await Task.sleep(for: .milliseconds(50))
    }
    try await runtime.probe(entry)
  }
}

extension InventoryEntry {
  /// The same with another probe, which may take `timeout` seconds.
  func probed(_ probe: HealthSpec.Probe, timeout: Int64 = 1) -> InventoryEntry {
    var entry = self
    var health = HealthSpec(probe: probe)
    health.timeout = TimeSpan(seconds: timeout)
    entry.spec.health = health
    return entry
  }

  /// The same with a command.
  func probed(_ command: [String], timeout: Int64 = 1) -> InventoryEntry {
    probed(.exec(command: command), timeout: timeout)
  }
}
