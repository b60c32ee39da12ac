import ContainerModel
import PlanRendering
import Planning
import StatusJudging
import Testing

@Suite("a status' text")
struct StatusTextTests {
  private func revision(_ digits: String, _ subject: String) -> Revision {
    Revision(
      commit: digits + String(repeating: "0", count: 33), reference: "main", subject: subject,
      author: "Eva", time: "2026-11-23T19:14:02Z")
  }

  private func container(
    _ name: String, _ sync: SyncState = .synced, _ health: HealthState = .healthy,
    _ addresses: [String] = [], error: String? = nil
  ) -> ContainerStatus {
    ContainerStatus(
      name: name, sync: sync, health: health,
      addresses: addresses.compactMap { IPAddress(Substring($0)) }, error: error)
  }

  private func drifted(_ name: String, _ change: ChangeKind) -> ContainerStatus {
    ContainerStatus(
      name: name, sync: .outOfSync, health: .healthy, addresses: [], change: change, cause: .drift)
  }

  private var home: MachineStatus {
    MachineStatus(
      revision: RevisionStatus(
        attempted: revision("3f2c1ab", "dns: more memory, new page for web, and a word more"),
        applied: revision("9d01e77", "first")),
      containers: [
        container("asterisk", .synced, .healthy, ["192.168.1.20", "fd00::20"]),
        drifted("dhcp", .live),
        container("dns", .synced, .degraded, ["192.168.1.3"], error: "tcp 53 refused"),
        container("nas", .outOfSync, .missing, error: "bridge 'br-lan' does not exist"),
        container("pbx", .synced, .suspended),
        container(
          "web", .outOfSync, .healthy, ["192.168.1.30"],
          error:
            "rolled back from 3f2c1ab: did not become healthy: tcp 80 refused (5 tries in 25 s)"
        ),
      ])
  }

  @Test("fits 80 columns, and shows both commits where they differ")
  func plain() throws {
    let text = StatusText(home, style: TextStyle()).text
    for line in text.split(separator: "\n") { #expect(line.count <= 80, "\(line)") }
    try expectSnapshot(text, "status")
  }

  @Test("differs only by escape sequences where it is coloured")
  func coloured() {
    let plain = StatusText(home, style: TextStyle()).text
    let coloured = StatusText(home, style: TextStyle(isColoured: true)).text
    #expect(coloured != plain)
    #expect(coloured.replacing(/\u{1B}\[[0-9]+m/, with: "") == plain)
  }

  @Test("says in the first line whether all is well")
  func summary() {
    var status = home
    status.revision.applied = status.revision.attempted
    status.containers = [container("a"), container("b")]
    let first = { StatusText(status, style: TextStyle()).text.split(separator: "\n").first ?? "" }
    #expect(first().hasPrefix("main 3f2c1ab  dns: more memory"))
    #expect(first().hasSuffix(" · applied · all in sync"))
    status.containers[0].sync = .outOfSync
    #expect(first().hasSuffix(" · 1 of 2 out of sync"))
    status.containers[1].sync = .unknown
    status.containers[1].health = .degraded
    #expect(first().hasSuffix(" · 1 of 2 out of sync, 1 unknown, 1 degraded"))
    status.containers[0].sync = .synced
    #expect(first().hasSuffix(" · 1 of 2 unknown, 1 degraded"))
  }

  @Test("of a machine that nothing was applied on says so, and what to do")
  func untouched() {
    let status = MachineStatus(
      revision: RevisionStatus(attempted: nil, applied: nil), problems: ["no commit"])
    #expect(
      StatusText(status, style: TextStyle()).text
        == "Nothing was applied on this machine yet. Run `turris-apply` to begin.")
  }

  @Test("keeps the longest names and addresses inside the terminal")
  func long() throws {
    var status = home
    status.revision.attempted?.reference = String(repeating: "feature/", count: 30)
    status.problems = [String(repeating: "word ", count: 40) + "end"]
    status.containers = [
      container(
        String(repeating: "n", count: 63), .outOfSync, .progressing,
        ["2001:db8:1111:2222:3333:4444:5555:6666", "2001:db8:1111:2222:3333:4444:5555:7777"],
        error: String(repeating: "cause ", count: 30) + "end"),
      container("dhcp", .synced, .healthy, ["192.168.1.2"]),
    ]
    let text = StatusText(status, style: TextStyle()).text
    for line in text.split(separator: "\n") { #expect(line.count <= 80, "\(line)") }
    try expectSnapshot(text, "status-long")
  }

  @Test("lets no control character of a commit or an error through")
  func hostile() {
    var status = home
    let hostile = "\u{1B}]0;owned\u{07}\r\n\u{9B}31m\u{202E}"
    status.revision.attempted?.subject = hostile
    status.revision.attempted?.reference = hostile
    status.revision.applied?.subject = hostile
    status.problems = [hostile]
    status.containers[0].error = hostile
    let text = StatusText(status, style: TextStyle()).text
    #expect(!text.unicodeScalars.contains { $0.value < 0x20 && $0 != "\n" })
    #expect(!text.unicodeScalars.contains { (0x7f..<0xa0).contains($0.value) })
    #expect(!text.unicodeScalars.contains { $0.value == 0x202E })
  }
}
