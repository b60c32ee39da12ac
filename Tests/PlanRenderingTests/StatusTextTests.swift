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
    var status = ContainerStatus(
      name: name, sync: .outOfSync, health: .healthy, addresses: [], change: change, cause: .drift)
    status.changes = [
      FieldChange(path: "resources.pids.limit", before: "1000", after: "16"),
      FieldChange(path: "environment.TOKEN", before: FieldChange.masked, after: nil),
      FieldChange(path: "resources.cpu.limit", before: nil, after: "0.5"),
    ]
    return status
  }

  private var home: MachineStatus {
    var status = MachineStatus(
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
    status.containers[0].take(41 << 20, of: 128 << 20, 0.021, of: 0.5, for: 3 * 86_400 + 5)
    status.containers[2].take(9 << 18, of: nil, 1.5, of: nil, for: 3599)
    status.containers[5].restarts = 3
    status.containers[5].restartNote = "waits 40 s: its init ended with status 1"
    return status
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
    #expect(first() == "main 3f2c1ab applied · all in sync")
    status.containers[0].sync = .outOfSync
    #expect(first().hasSuffix(" · 1 of 2 out of sync"))
    status.containers[1].sync = .unknown
    status.containers[1].health = .degraded
    #expect(first().hasSuffix(" · 1 of 2 out of sync, 1 unknown, 1 degraded"))
    status.containers[0].sync = .synced
    #expect(first().hasSuffix(" · 1 of 2 unknown, 1 degraded"))
  }

  @Test("says how long ago it was applied, and when the agent looks again")
  func times() {
    var status = home
    status.revision.applied = status.revision.attempted
    status.containers = [container("a")]
    let text = { (times: LookTimes) in
      StatusText(status, style: TextStyle(), times: times).text.split(separator: "\n")
    }
    let first = { text(LookTimes(since: 245, until: $0)).first }
    // Nobody knows how that run ended, so nobody says that it applied this.
    #expect(first(nil) == "main 3f2c1ab applied · all in sync")
    status.attempt = AttemptStatus(ended: "", commit: status.revision.applied?.commit)
    #expect(first(52) == "main 3f2c1ab applied 4 min ago · next look in 52 s · all in sync")
    #expect(first(0) == "main 3f2c1ab applied 4 min ago · looking just now · all in sync")
    status.paused = "guests until sunday"
    #expect(
      first(52) == "main 3f2c1ab applied 4 min ago · paused: guests until sunday · all in sync")
    status.attempt?.sourceProblem = "no answer"
    #expect(text(LookTimes(since: 245))[2] == "note: the last run 4 min ago: no answer")
    status.problems = ["was refused: no answer"]
    #expect(text(LookTimes(since: 245)).count { $0.contains("no answer") } == 1)
    status.attempt?.failures = 1
    #expect(first(nil)?.contains("ago") == false)
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
    status.containers[0].take(10_239 << 20, of: 10_239 << 20, 63.99, of: 64, for: 59 * 60)
    status.paused = String(repeating: "reason ", count: 30)
    let text = StatusText(status, style: TextStyle(), times: LookTimes(since: 1, until: 3599)).text
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
    status.containers[1].restartNote = hostile
    status.containers[1].changes = [FieldChange(path: hostile, before: hostile, after: nil)]
    status.paused = hostile
    status.attempt = AttemptStatus(ended: "", error: hostile + "x")
    let text = StatusText(status, style: TextStyle()).text
    #expect(!text.unicodeScalars.contains { $0.value < 0x20 && $0 != "\n" })
    #expect(!text.unicodeScalars.contains { (0x7f..<0xa0).contains($0.value) })
    #expect(!text.unicodeScalars.contains { $0.value == 0x202E })
  }
}

extension ContainerStatus {
  fileprivate mutating func take(
    _ memory: Int64, of memoryLimit: Int64?, _ cores: Double, of coreLimit: Double?,
    for seconds: Int64
  ) {
    self.memory = MemoryUsage(used: memory, limit: memoryLimit)
    cpu = CPUUsage(used: cores, limit: coreLimit, seconds: 1)
    uptime = seconds
  }
}
