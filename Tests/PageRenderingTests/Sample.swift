import ContainerModel
import PageRendering
import Planning
import StatusJudging

/// A machine to make pages of.
enum Sample {
  static func revision(_ digits: String, _ subject: String = "dns: more memory") -> Revision {
    Revision(
      commit: digits + String(repeating: "0", count: 40 - digits.count), reference: "main",
      subject: subject, author: "Eva", time: "2026-11-23T19:14:02Z")
  }

  static func container(
    _ name: String, _ sync: SyncState = .synced, _ health: HealthState = .healthy
  ) -> ContainerStatus {
    var status = ContainerStatus(
      name: name, sync: sync, health: health,
      addresses: ["192.168.1.20", "fd00::20", "fd00::21"].compactMap { IPAddress(Substring($0)) })
    status.memory = MemoryUsage(used: 41 << 20, limit: 128 << 20)
    status.cpu = CPUUsage(used: 0.021, limit: 0.5, seconds: 77.5)
    status.uptime = 3 * 86_400
    return status
  }

  static func machine(_ containers: [ContainerStatus]) -> MachineStatus {
    var status = MachineStatus(
      revision: RevisionStatus(attempted: revision("3f2c1ab"), applied: revision("3f2c1ab")),
      containers: containers)
    status.networks = [
      NetworkStatus(name: "br-lan", present: true, containers: containers.map(\.name)),
      NetworkStatus(name: "br-iot", present: false, containers: []),
    ]
    return status
  }

  static func content(_ status: MachineStatus?) -> PageContent {
    PageContent(
      host: "router", time: "2026-11-26T08:00:00Z", status: status,
      repository: "https://gitlab.example.org/home/router.git", runs: [run])
  }

  static var run: PageRun {
    PageRun(
      id: "20261126-075900", time: "2026-11-26T07:59:00Z", revision: revision("3f2c1ab"),
      resources: [
        PlannedResource(
          name: "dns", change: .live, cause: .spec,
          changes: [
            FieldChange(path: "resources.memory.limit", before: "64MiB", after: "128MiB"),
            FieldChange(path: "command", before: nil, after: "[server, --password=tulip]"),
          ]),
        PlannedResource(
          name: "web", change: .restart, cause: .spec,
          changes: [FieldChange(path: "command", before: nil, after: "[server, --password=rose]")]),
      ],
      failures: ["failed to start 'web': bridge 'br-lan' does not exist"], milliseconds: 4100)
  }
}
