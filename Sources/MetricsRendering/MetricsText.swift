import ContainerModel
public import StatusJudging

/// Writes the status of a machine for Prometheus, in its text format 0.0.4.
public struct MetricsText {
  private let status: MachineStatus?
  private let counters: AttemptCounters
  private let now: Int64

  /// Writes what was counted, and `status`; nil where that could not be found out.
  ///
  /// - Parameter now: when that was, in seconds since 1970.
  public init(_ status: MachineStatus?, counters: AttemptCounters, now: Int64) {
    self.status = status
    self.counters = counters
    self.now = now
  }

  /// All metrics. Ends with a line break, as the format asks.
  public var text: String { (machine + containers).map(\.text).joined() }

  private var machine: [Metric] {
    var fetch = Metric(
      "last_fetch_failed", .gauge,
      "Whether the repository could not be read when it was asked last.")
    fetch.add(counters.lastFetchFailed)
    var apply = Metric(
      "last_apply_failed", .gauge, "Whether the last run failed, or refused the commit.")
    apply.add(counters.lastApplyFailed)
    var suspended = Metric("suspended", .gauge, "Whether nothing is changed for the time being.")
    suspended.add(status?.paused != nil)
    var applies = Metric("applies_total", .counter, "Runs since the machine came up.")
    applies.add("\(counters.applies)")
    var errors = Metric(
      "apply_errors_total", .counter, "Runs that failed since the machine came up.")
    errors.add("\(counters.errors)")
    var duration = Metric("apply_duration_seconds", .gauge, "How long the last run took.")
    duration.add(Self.seconds(milliseconds: counters.lastMilliseconds))
    var written = Metric(
      "last_apply_timestamp_seconds", .gauge, "When the last run ended, in seconds since 1970.")
    written.add("\(now)")
    return [fetch, apply, suspended, applies, errors, duration, written, revision].compactMap(
      \.self)
  }

  private var revision: Metric? {
    guard let revision = status?.revision, let attempted = revision.attempted else { return nil }
    var metric = Metric(
      "revision_info", .gauge, "The commits that were attempted and applied last.")
    metric.add("1", [("attempted", attempted.commit), ("applied", revision.applied?.commit ?? "")])
    return metric
  }

  private var containers: [Metric] {
    var up = Metric("container_up", .gauge, "Whether the container runs.")
    var healthy = Metric("container_healthy", .gauge, "Whether the container does its work.")
    var synced = Metric("container_synced", .gauge, "Whether it is as the commit wants it.")
    var memory = Metric("container_memory_bytes", .gauge, "How much memory it takes.")
    var memoryLimit = Metric("container_memory_limit_bytes", .gauge, "How much memory it may take.")
    var cpu = Metric(
      "container_cpu_seconds_total", .counter, "Processor time since its init began.")
    var restarts = Metric(
      "container_restarts_total", .counter,
      "How often it was started again because its init had ended.")
    var start = Metric(
      "container_start_time_seconds", .gauge, "When its init began, in seconds since 1970.")
    for container in status?.containers ?? [] {
      let labels = [("container", container.name)]
      up.add(container.uptime != nil, labels)
      healthy.add(container.health == .healthy, labels)
      synced.add(container.sync == .synced, labels)
      if let use = container.memory { memory.add("\(use.used)", labels) }
      if let limit = container.memory?.limit { memoryLimit.add("\(limit)", labels) }
      if let seconds = container.cpu?.seconds {
        cpu.add(Self.seconds(milliseconds: Int64(seconds * 1000)), labels)
      }
      restarts.add("\(container.restarts)", labels)
      if let uptime = container.uptime { start.add("\(now - uptime)", labels) }
    }
    return [up, healthy, synced, memory, memoryLimit, cpu, restarts, start]
  }

  private static func seconds(milliseconds: Int64) -> String {
    let rest = milliseconds % 1000
    return "\(milliseconds / 1000)" + (rest == 0 ? "" : ".\(String(1000 + rest).dropFirst())")
  }
}
