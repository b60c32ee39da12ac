import ContainerModel
import PlanRendering
import Planning
import Testing

@Suite("a plan's text")
struct PlanTextTests {
  private func plan(_ resources: [PlannedResource], steps: [PlanStep] = []) -> Plan {
    Plan(
      revision: Revision(
        commit: "3f2c1ab" + String(repeating: "0", count: 33), reference: "main",
        subject: "dns: more memory, new page for web", author: "Eva",
        time: "2026-11-23T19:14:02+01:00"),
      basis: "sha256:0", resources: resources, steps: steps, refusals: [])
  }

  private let home = [
    PlannedResource(
      name: "asterisk", change: .create, cause: .spec,
      changes: [
        FieldChange(
          path: "image.archive.path", before: nil, after: "/srv/images/asterisk.tar.xz"),
        FieldChange(
          path: "image.archive.sha256", before: nil, after: String(repeating: "3b1c", count: 16)),
        FieldChange(path: "networks[eth0].bridge", before: nil, after: "br-lan"),
        FieldChange(path: "networks[eth0].ipv4.address", before: nil, after: "192.168.1.20/24"),
        FieldChange(path: "resources.memory.limit", before: nil, after: "128MiB"),
      ]),
    PlannedResource(
      name: "dns", change: .live, cause: .spec,
      changes: [
        FieldChange(path: "resources.cpu.limit", before: nil, after: "0.5"),
        FieldChange(path: "resources.memory.limit", before: "64MiB", after: "128MiB"),
      ]),
    PlannedResource(
      name: "nas", change: .start, cause: .drift, reason: "does not run: will be started",
      changes: [FieldChange(path: "state", before: "stopped", after: "running")]),
    PlannedResource(
      name: "old-print", change: .destroy, cause: .spec,
      reason: "no longer in the repository; its data goes to the attic"),
    PlannedResource(name: "proxy", change: .unchanged),
    PlannedResource(
      name: "web", change: .restart, cause: .spec,
      reason: "volume data stays, also if this is rolled back",
      changes: [FieldChange(path: "environment.GREETING", before: "***", after: "***")]),
  ]

  @Test("fits 80 columns and says everything without colour")
  func plain() throws {
    let text = PlanText(plan(home), style: TextStyle()).text
    for line in text.split(separator: "\n") { #expect(line.count <= 80, "\(line)") }
    try expectSnapshot(text, "home")
  }

  @Test("differs only by escape sequences where it is coloured")
  func coloured() {
    let plain = PlanText(plan(home), style: TextStyle()).text
    let coloured = PlanText(plan(home), style: TextStyle(isColoured: true)).text
    #expect(coloured != plain)
    #expect(coloured.replacing(/\u{1B}\[[0-9]+m/, with: "") == plain)
  }

  @Test("shows what is blocked, and why")
  func blocked() throws {
    let resources = [
      PlannedResource(
        name: "web", change: .restart, cause: .spec,
        changes: [FieldChange(path: "networks[eth0].mtu", before: nil, after: "1400")],
        blocked:
          "bridge 'br-lan' does not exist; bridges on this machine: br-guest. See containers/web.yaml:11:13."
      ),
      PlannedResource(
        name: "dns", change: .unchanged, blocked: "does not answer: its monitor is stuck"),
      PlannedResource(
        name: "pbx", change: .unchanged, reason: "suspended in its spec: left as it is"),
    ]
    try expectSnapshot(PlanText(plan(resources), style: TextStyle()).text, "blocked")
  }

  @Test("lets no control character of the repository through")
  func hostile() {
    var hostile = plan([
      PlannedResource(
        name: "web", change: .restart, cause: .spec,
        changes: [FieldChange(path: "labels.a", before: "\u{1B}[2J", after: "x\u{202E}y")])
    ])
    hostile.revision?.subject = "\u{1B}]0;owned\u{07}\r\n"
    hostile.revision?.author = "\u{9B}31m"
    let text = PlanText(hostile, style: TextStyle()).text
    #expect(!text.unicodeScalars.contains { $0.value < 0x20 && $0 != "\n" })
    #expect(!text.unicodeScalars.contains { (0x7f..<0xa0).contains($0.value) })
    #expect(!text.unicodeScalars.contains { $0.value == 0x202E })
  }

  @Test("keeps very long names and values inside the terminal where words allow it")
  func long() throws {
    let resources = [
      PlannedResource(
        name: String(repeating: "n", count: 63), change: .live, cause: .drift,
        changes: [
          FieldChange(
            path: "mounts[/var/lib/something/quite/deep].overlay.lower",
            before: "[repo:web/pages@1234567]",
            after: "[repo:web/pages@89abcde, /srv/shared/overlay/lower]"),
          FieldChange(
            path: "description", before: nil, after: String(repeating: "word ", count: 40)),
        ])
    ]
    try expectSnapshot(PlanText(plan(resources), style: TextStyle()).text, "long")
  }
}
