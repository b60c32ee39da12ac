import MetricsRendering
import StatusJudging
import Testing

@Suite("metrics")
struct MetricsTextTests {
  private func container(_ name: String) -> ContainerStatus {
    ContainerStatus(name: name, sync: .synced, health: .healthy)
  }

  @Test("tell of containers in base units")
  func containers() {
    var dns = container("dns")
    dns.memory = MemoryUsage(used: 4096, limit: 1 << 40)
    dns.cpu = CPUUsage(used: 0.5, seconds: 77.05)
    dns.uptime = 100
    dns.restarts = 2
    var web = container("web")
    web.sync = .outOfSync
    web.health = .degraded
    let status = MachineStatus(
      revision: RevisionStatus(attempted: nil, applied: nil), containers: [dns, web])
    let lines = MetricsText(status, counters: AttemptCounters(), now: 1_790_000_000).text
      .split(separator: "\n")
    for line in [
      #"turris_apply_container_up{container="dns"} 1"#,
      #"turris_apply_container_up{container="web"} 0"#,
      #"turris_apply_container_healthy{container="web"} 0"#,
      #"turris_apply_container_synced{container="web"} 0"#,
      #"turris_apply_container_memory_bytes{container="dns"} 4096"#,
      #"turris_apply_container_memory_limit_bytes{container="dns"} 1099511627776"#,
      #"turris_apply_container_cpu_seconds_total{container="dns"} 77.050"#,
      #"turris_apply_container_restarts_total{container="dns"} 2"#,
      #"turris_apply_container_start_time_seconds{container="dns"} 1789999900"#,
      "# TYPE turris_apply_container_restarts_total counter", "turris_apply_suspended 0",
    ] {
      #expect(lines.contains(line[...]), "\(line)")
    }
    #expect(lines.count { $0.contains("memory_bytes{") } == 1)
  }

  @Test("count runs, and go on where the state of the machine is not known")
  func runs() {
    var counters = AttemptCounters()
    counters.count(failed: true, fetchFailed: true, milliseconds: 1007)
    // One that did not ask the server says nothing of that.
    counters.count(failed: false, fetchFailed: nil, milliseconds: 2000)
    let text = { MetricsText(nil, counters: counters, now: 7).text }
    for line in [
      "turris_apply_applies_total 2", "turris_apply_apply_errors_total 1",
      "turris_apply_last_fetch_failed 1", "turris_apply_last_apply_failed 0",
      "turris_apply_apply_duration_seconds 2", "turris_apply_last_apply_timestamp_seconds 7",
    ] {
      #expect(text().contains("\(line)\n"), "\(line)")
    }
    counters.count(failed: true, fetchFailed: false, milliseconds: 7)
    #expect(text().contains("turris_apply_apply_duration_seconds 0.007\n"))
    #expect(text().contains("turris_apply_last_fetch_failed 0\n"))
    #expect(text().hasSuffix("\n") && !text().contains("\n\n"))
  }
}
