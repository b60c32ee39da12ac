import ContainerModel
import Crypto
import FoundationEssentials
import Planning
import StatusJudging
import Testing

@testable import PageRendering

@Suite("a page")
struct StatusPageTests {
  private func html(_ status: MachineStatus?) -> String { StatusPage(Sample.content(status)).html }

  @Test("shows containers, networks and runs, and whether all is well")
  func content() {
    let page = html(Sample.machine([Sample.container("dns")]))
    for part in [
      "<title>router: all in sync</title>", "<h3>dns</h3>", "Synced", "Healthy",
      "192.168.1.20<br>fd00::20 +1", "41/128 MiB", "2/50 %", "3 d", "br-lan", "is missing",
      #"<meter max="1000" value="320" aria-label="memory"></meter>"#,
      #"<meter max="1000" value="42" aria-label="cpu"></meter>"#,
      "dns live: resources.memory.limit 64MiB -&gt; 128MiB and 1 more",
      "1 failure in 4.1 s", "failed to start &#39;web&#39;",
      #"href="https://gitlab.example.org/home/router/-/commit/3f2c1ab000"#,
      #"<time datetime="2026-11-26T08:00:00Z">2026-11-26 08:00:00 UTC</time>"#,
    ] {
      #expect(page.contains(part), "\(part)")
    }
  }

  @Test("needs nothing from elsewhere, and allows nothing but its own script and style")
  func selfContained() throws {
    let page = html(Sample.machine([Sample.container("dns")]))
    #expect(page.contains("default-src 'none'"))
    #expect(!page.contains("src=") && !page.contains("@import") && !page.contains("url("))
    for (text, digest) in [
      (PageStyle.text, PageStyle.digest), (PageScript.text, PageScript.digest),
    ] {
      let found = Data(SHA256.hash(data: Data(text.utf8))).base64EncodedString()
      #expect(digest == "sha256-\(found)")
      #expect(page.contains("'\(digest)'") && page.contains(">\(text)</"))
    }
    // In an attribute no policy of that kind would allow it.
    #expect(!page.contains("style=") && !page.contains(" on"))
  }

  @Test("lets nothing that a repository or a container says be anything but text")
  func hostile() throws {
    let hostile =
      "</script><script>alert(1)</script>\"'><img src=x onerror=alert(1)>&amp;\u{202E}\u{1B}"
    var container = Sample.container("dns", .outOfSync, .degraded)
    container.error = hostile
    container.restartNote = hostile
    var status = Sample.machine([container, Sample.container(hostile)])
    status.revision.attempted = Sample.revision("3f2c1ab", hostile)
    status.revision.attempted?.reference = hostile
    status.revision.applied?.subject = hostile
    status.problems = [hostile]
    status.paused = hostile
    status.nextLook = hostile
    status.attempt = AttemptStatus(ended: hostile, sourceProblem: hostile, error: hostile)
    status.networks = [NetworkStatus(name: hostile, present: true, containers: [hostile])]
    var content = Sample.content(status)
    content.host = hostile
    content.time = hostile
    content.problem = hostile
    content.repository = "https://github.com/a/b\"><script>"
    content.runs[0].id = hostile
    content.runs[0].time = hostile
    content.runs[0].revision?.subject = hostile
    content.runs[0].failures = [hostile]
    content.runs[0].resources[0].name = hostile
    content.runs[0].resources[0].blocked = hostile
    content.runs[0].resources[0].changes[0] = FieldChange(
      path: "resources.\(hostile)", before: hostile, after: hostile)
    let page = StatusPage(content).html
    #expect(page.components(of: "<script>") == 1 && page.components(of: "</script>") == 1)
    #expect(!page.contains("<img") && !page.contains("\u{202E}") && !page.contains("\u{1B}"))
    let clean = html(Sample.machine([Sample.container("a"), Sample.container("b")]))
    #expect(page.components(of: "<a ") <= clean.components(of: "<a "))
  }

  @Test("shows no value that may be a secret")
  func secrets() {
    var container = Sample.container("dns", .outOfSync)
    container.change = .restart
    container.changes = [
      FieldChange(path: "command", before: "[a, tulip]", after: "[a, rose]"),
      FieldChange(path: "resources.cpu.limit", before: "0.5", after: "1"),
    ]
    let page = html(Sample.machine([container]))
    #expect(!page.contains("tulip") && !page.contains("rose"))
    #expect(page.contains("command changed (value is not shown), resources.cpu.limit 0.5 -&gt; 1"))
  }

  @Test(
    "stays below 60 kB with many containers that have much to say, and shows first those that are not well"
  )
  func size() throws {
    let long = String(repeating: "<&\"' ", count: 200)
    var containers = (0..<200).map { number in
      var container = Sample.container(String(repeating: "n", count: 59) + "\(1000 + number)")
      container.addresses = (0..<9).compactMap {
        IPAddress(Substring("2001:db8:1111:2222:3333:4444:5555:\(1111 + $0)"))
      }
      container.error = long
      container.restarts = 1000
      container.restartNote = long
      return container
    }
    containers.append(Sample.container("ill", .outOfSync, .degraded))
    var status = Sample.machine(containers)
    status.networks = (0..<99).map {
      NetworkStatus(name: "br-\($0)", present: false, containers: containers.map(\.name))
    }
    status.problems = Array(repeating: long, count: 9).enumerated().map { "\($0)\($1)" }
    var content = Sample.content(status)
    var run = Sample.run
    run.failures = Array(repeating: long, count: 99)
    run.resources = Array(repeating: run.resources[0], count: 99)
    run.revision?.subject = long
    content.runs = Array(repeating: run, count: 99)
    let page = StatusPage(content).html
    #expect(page.utf8.count < 60_000)
    #expect(page.contains("more: <code>turris-apply status</code>"))
    // As many as a policy allows unless it says otherwise, with as much to say as they usually have.
    var usual = (0..<64).map { number in
      var container = Sample.container("container-\(number)", .outOfSync, .degraded)
      container.error = String(repeating: "did not become healthy: tcp 80 refused ", count: 9)
      return container
    }
    usual[63].name = "last"
    let whole = html(Sample.machine(usual))
    #expect(whole.utf8.count < 60_000)
    #expect(whole.components(of: "<h3>") == 64)
    usual.insert(Sample.container("well"), at: 0)
    #expect(html(Sample.machine(usual)).split(separator: "<h3>")[64].hasPrefix("last<"))
  }

  @Test("of a machine whose state cannot be found out says why")
  func unknown() {
    var content = Sample.content(nil)
    content.problem = "the state directory is not mounted"
    content.runs = []
    let page = StatusPage(content).html
    #expect(page.contains("router: its state is not known"))
    #expect(page.contains("<li>the state directory is not mounted</li>"))
    #expect(!page.contains("<h2"))
  }

  @Test("cuts text off between entities, never in one")
  func cut() {
    #expect(escaped("a<b", limit: 6) == "a&lt;b")
    #expect(escaped("a<b", limit: 5) == "a…")
    #expect(escaped("<<<", limit: 11) == "&lt;&lt;…")
    #expect(escaped("é\u{301}x", limit: 3) == "…")
  }
}

extension String {
  fileprivate func components(of part: String) -> Int { ranges(of: part).count }
}
