import FoundationEssentials
import Testing

@Suite("the owner is told")
struct NotificationTests {
  private static let dies = #"[/bin/sh, -c, "exit 3"]"#

  /// A command that keeps what it is told, a line each.
  private func tellsFile(_ router: Router) async throws -> String {
    let script = "\(router.root)/tell"
    try router.write(
      "#!/bin/sh\necho \"$TURRIS_APPLY_EVENT|$TURRIS_APPLY_CONTAINERS|$TURRIS_APPLY_MESSAGE\" >>\(router.root)/told\ncat >>\(router.root)/json",
      to: script)
    _ = try await router.command("chmod", "755", script)
    return script
  }

  private func told(_ router: Router) -> [String] {
    let text = (try? String(contentsOfFile: "\(router.root)/told", encoding: .utf8)) ?? ""
    return text.split(separator: "\n").map { String($0.prefix { $0 != ":" }) }
  }

  /// 8 s.
  @Test(
    "once of a first success, a way back, a mistake, a recovery, and nothing by a run without news")
  func story() async throws {
    try await Router.with { router in
      try router.set("notify: {command: [\(try await tellsFile(router))]}")
      let web = router.name("web")
      let secret = "environment: {PASSWORD: s3cret-word}"
      try router.spec("web", secret)
      try await router.push("first")
      #expect(try await router.apply("--dry-run").status == 0)
      #expect(told(router) == [])
      #expect(try await router.apply().status == 0)
      let first = ["success||\(try await commit(router)) (first) is applied"]
      #expect(told(router) == first)
      let state = try FileSnapshot(below: [router.state, router.lxcPath])
      #expect(try await router.apply().status == 0)
      #expect(told(router) == first)
      #expect(try FileSnapshot(below: [router.state, router.lxcPath]) == state)

      try router.spec("web", secret, command: Self.dies)
      try await router.push("s3cret-word")
      for _ in 0..<2 { #expect(try await router.apply().status == 1) }
      let back = "rollback|\(web)|\(web) failed in \(try await commit(router)) and went back to "
      #expect(told(router).count == 2 && told(router)[1].hasPrefix(back), "\(told(router))")

      try router.write("kind: Container\nname: 5", to: "\(router.work)/wrong.yaml")
      try await router.push()
      for _ in 0..<2 { #expect(try await router.apply().status == 1) }
      #expect(told(router).count == 3 && told(router)[2] == "failure||commit", "\(told(router))")

      try router.remove("\(router.work)/wrong.yaml")
      try router.spec("web", "resources: {pids: {limit: 32}}")
      try await router.push("mended")
      for _ in 0..<2 { #expect(try await router.apply().status == 0) }
      let commit = try await commit(router)
      #expect(
        told(router).dropFirst(3) == [
          "recovery||all is well again, at \(commit)", "success||\(commit) (mended) is applied",
        ], "\(told(router))")
      let json = try String(contentsOfFile: "\(router.root)/json", encoding: .utf8)
      #expect(!json.contains("s3cret") && json.contains("***"), "\(json)")
    }
  }

  /// A server for https alone that keeps each request, and answers as a file says.
  private static let server = """
    import http.server, pathlib, ssl, subprocess, sys
    root = pathlib.Path(sys.argv[1])
    class Handler(http.server.BaseHTTPRequestHandler):
        def do_POST(self):
            body = self.rfile.read(int(self.headers["Content-Length"])).decode()
            with open(root / "requests", "a") as file:
                print(self.path, self.headers["Authorization"], self.headers["Content-Type"], body, file=file)
            self.send_response(int((root / "answer").read_text()))
            self.send_header("Location", "/moved")
            self.end_headers()
        def log_message(self, *words): pass
    server = http.server.HTTPServer(("127.0.0.1", 8443), Handler)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(root / "server.pem")
    server.socket = context.wrap_socket(server.socket, server_side=True)
    child = __import__("os").fork()
    if child == 0: server.serve_forever()
    server.socket.close()
    try: subprocess.run(["sh", "-c", sys.argv[2]])
    finally: __import__("os").kill(child, 9)
    """

  /// 4 s.
  @Test(
    "by a server that proves who it is, with headers that nobody else gets to see; what it does not take waits"
  )
  func post() async throws {
    try await Router.with { router in
      let root = router.root
      _ = try await router.command(
        "openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes",
        "-keyout", "\(root)/key", "-out", "\(root)/ca.pem", "-subj", "/CN=localhost", "-days", "2",
        "-addext", "subjectAltName=DNS:localhost")
      _ = try await router.command("sh", "-c", "cat \(root)/key \(root)/ca.pem >\(root)/server.pem")
      try router.write("# who we are\nAuthorization: Bearer s3cret-word", to: "\(root)/headers")
      let settings = try String(contentsOfFile: router.config, encoding: .utf8)
      let notify =
        "notify: {url: \"https://localhost:8443/hook?key=k3y\", headersFile: \(root)/headers}"
      try router.write(settings + notify, to: "\(root)/stranger.yaml")
      try router.write(
        settings.replacing("repository: {", with: "repository: {caFile: \(root)/ca.pem, ") + notify,
        to: router.config)
      try router.spec("web")
      try await router.push()
      try router.write(Self.server, to: "\(root)/server.py")
      let apply = "\(Router.program) --config"
      let run = try await router.command(
        "python3", "\(root)/server.py", root,
        """
        echo 307 >\(root)/answer
        \(apply) \(router.config); chmod 600 \(root)/headers; \(apply) \(root)/stranger.yaml
        \(apply) \(router.config); echo 204 >\(root)/answer; \(apply) \(router.config); \(apply) \(router.config)
        """)
      let warnings = run.err.split(separator: "\n").filter { $0.contains("localhost:8443") }
      #expect(warnings.count == 3, "\(run)")
      #expect(warnings.first?.contains("can be read by others than root") == true, "\(run)")
      #expect(warnings.dropFirst().first?.contains("certificate") == true, "\(run)")
      #expect(warnings.last?.contains("the server answered 307") == true, "\(run)")
      #expect(!run.description.contains("s3cret") && !run.description.contains("k3y"), "\(run)")
      let requests = try String(contentsOfFile: "\(root)/requests", encoding: .utf8)
        .split(separator: "\n")
      #expect(requests.count == 2, "\(requests)")
      for request in requests {
        #expect(
          request.hasPrefix("/hook?key=k3y Bearer s3cret-word application/json {")
            && request.contains(#""event":"success""#), "\(request)")
      }
    }
  }

  private func commit(_ router: Router) async throws -> String {
    let head = try await router.command("git", "-C", router.work, "rev-parse", "HEAD")
    return String(head.out.prefix(7))
  }
}
