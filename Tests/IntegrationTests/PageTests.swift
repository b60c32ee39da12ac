import FoundationEssentials
import Testing

@Suite("what is written for web servers")
struct PageTests {
  private static let files = ["index.html", "metrics.prom", "status.json"]

  private func read(_ name: String, _ router: Router) throws -> String {
    try String(contentsOfFile: "\(router.root)/run/\(name)", encoding: .utf8)
  }

  private func exists(_ name: String, _ router: Router) -> Bool {
    FileManager.default.fileExists(atPath: "\(router.root)/run/\(name)")
  }

  /// What nobody can read below the run directory.
  private func readable(_ router: Router) async throws -> [Substring] {
    let found = try await router.command(
      "setpriv", "--reuid=65534", "--regid=65534", "--clear-groups", "sh", "-c",
      "cd \"$0\" && for file in $1; do test -r \"$file\" && echo \"$file\"; done; true",
      "\(router.root)/run",
      try await router.command("find", "\(router.root)/run", "-type", "f").out
        .replacing("\n", with: " "))
    return found.out.split(separator: "\n")
  }

  @Test("is there after a run, for everyone, and of nothing else that lies there")
  func afterRun() async throws {
    try await Router.with { router in
      try router.spec("web", "environment: {TOKEN: tulip}\nresources: {memory: {limit: 64MiB}}")
      try await router.push("<script>alert(1)</script>")
      #expect(try await router.apply("--dry-run").status == 0)
      #expect(!exists("index.html", router))
      #expect(try await router.apply().status == 0)
      let page = try read("index.html", router)
      #expect(page.contains("<h3>\(router.name("web"))</h3>") && page.contains("/64 MiB"))
      #expect(page.contains("&lt;script&gt;alert(1)") && !page.contains("<script>alert"))
      #expect(page.contains("all in sync"))
      #expect(try read("status.json", router).contains(#""health" : "Healthy""#))
      #expect(try read("metrics.prom", router).contains("turris_apply_applies_total 1\n"))
      let names = try await readable(router).map { $0.split(separator: "/").last.map(String.init) }
      #expect(names.sorted { $0 ?? "" < $1 ?? "" } == Self.files)
      for file in Self.files { #expect(try !read(file, router).contains("tulip"), "\(file)") }
      // What another run changed is shown as it is since; what it cost since the page before.
      _ = try await router.command(
        "lxc-stop", "-P", router.lxcPath, "-k", "-n", router.name("web"))
      #expect(try await router.apply().status == 0)
      #expect(try read("index.html", router).contains("web</h3><p><span class=\"good\">Synced"))
      #expect(try read("metrics.prom", router).contains("turris_apply_applies_total 2\n"))
    }
  }

  @Test("tells of runs that fail, whether the machine can be looked at or not")
  func afterFailure() async throws {
    try await Router.with { router in
      try router.spec("web")
      try await router.push()
      #expect(try await router.apply().status == 0)
      try router.spec("web", "resources: {memory: {limit: much}}")
      try await router.push()
      #expect(try await router.apply().status == 1)
      #expect(try read("index.html", router).contains("was refused: web.yaml:"))
      let metrics = try read("metrics.prom", router)
      #expect(metrics.contains("turris_apply_last_apply_failed 1\n"))
      #expect(metrics.contains("turris_apply_last_fetch_failed 0\n"))
      try router.remove(router.bare)
      _ = try await router.apply()
      #expect(try read("metrics.prom", router).contains("turris_apply_last_fetch_failed 1\n"))
      // A disk that is not mounted: nothing is known, and the page of the run before must not stay.
      try FileManager.default.moveItem(atPath: router.state, toPath: "\(router.root)/away")
      try router.write("", to: router.state)
      #expect(try await router.apply().status == 1)
      #expect(try read("index.html", router).contains("its state is not known"))
      #expect(try read("status.json", router).contains(#""error" : "#))
      #expect(!(try read("metrics.prom", router)).contains("container_up"))
      try router.set("status: {page: false}")
      #expect(try await router.apply().status == 1)
      #expect(!exists("index.html", router) && !exists("status.json", router))
      #expect(exists("metrics.prom", router))
    }
  }
}
