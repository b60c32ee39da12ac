import FoundationEssentials
import Subprocess
import SystemPackage
import Testing

/// Real web servers with the CGI of `examples/webhook`: 6 s.
extension AgentTests {
  /// The servers that it is tried with.
  enum WebServer { case lighttpd, busybox }

  /// Writes the CGI as its owner would change it, for this router.
  private func writeCGI(_ router: Router) throws {
    let folder = String(Router.program.dropLast("/turris-apply".count))
    let repository = FilePath(#filePath).removingLastComponent().removingLastComponent()
      .removingLastComponent()
    let text = try String(
      contentsOfFile: "\(repository)/examples/webhook/turris-apply.cgi", encoding: .utf8)
    #expect(text.contains("\nPATH=/") && text.contains("if turris-apply sync;"))
    let changed = text.replacing("\nPATH=/", with: "\nPATH=\(folder):/")
      .replacing("/etc/turris-apply/webhook-secret", with: "\(router.root)/secret")
      .replacing("if turris-apply sync;", with: "if turris-apply sync --config \(router.config);")
    try router.write(changed, to: "\(router.root)/www/cgi-bin/hook.cgi")
    try router.write("it is one", to: "\(router.root)/secret")
  }

  private func command(_ server: WebServer, _ router: Router) throws -> [String] {
    switch server {
    case .busybox:
      return ["busybox", "httpd", "-f", "-p", "127.0.0.1:8099", "-h", "\(router.root)/www"]
    case .lighttpd:
      try router.write(
        """
        server.modules = ("mod_cgi")
        server.document-root = "\(router.root)/www"
        server.bind = "127.0.0.1"
        server.port = 8099
        server.upload-dirs = ("\(router.root)")
        cgi.assign = (".cgi" => "/bin/sh")
        """, to: "\(router.root)/lighttpd.conf")
      return ["lighttpd", "-D", "-f", "\(router.root)/lighttpd.conf"]
    }
  }

  /// Starts the server, sends requests, and prints the status of each answer.
  private static let client = """
    import http.client, socket, subprocess, sys, time
    signature, body = sys.argv[1], open(sys.argv[2], "rb").read()
    server = subprocess.Popen(sys.argv[3:])
    def ask(method, headers, body):
        connection = http.client.HTTPConnection("127.0.0.1", 8099, timeout=30)
        connection.request(method, "/cgi-bin/hook.cgi", body, headers)
        return connection.getresponse().status
    try:
        for _ in range(200):
            try: socket.create_connection(("127.0.0.1", 8099)).close(); break
            except OSError: time.sleep(0.05)
        print(ask("POST", {}, body), ask("POST", {"X-Gitlab-Token": "it is on"}, body),
            ask("POST", {"X-Hub-Signature-256": "sha256=" + signature}, body + b"!"),
            ask("POST", {"X-Hub-Signature-256": "sha256=" + "0" * 64}, b"x"),
            ask("GET", {"X-Gitlab-Token": "it is one"}, None))
        print(ask("POST", {"X-Hub-Signature-256": "sha256=" + signature}, body),
            ask("POST", {"X-Gitea-Signature": signature}, body),
            ask("POST", {"X-Gitlab-Token": "it is one"}, body),
            ask("POST", {"Authorization": "Bearer it is one"}, body))
    finally:
        server.kill(); server.wait()
    """

  @Test("looks at once where a forge's web hook says so, and for nobody else")
  func webhook() async throws {
    try await Router.with { router in
      try router.spec("web", "resources: {pids: {limit: 16}}")
      try await router.push()
      try writeCGI(router)
      _ = try await router.command(
        "sh", "-c", "chmod 755 \(router.root)/www/cgi-bin/hook.cgi; chmod 640 \(router.root)/secret"
      )
      try router.write(Self.client, to: "\(router.root)/client.py")
      let body = "\(router.root)/body"
      _ = try await router.command("sh", "-c", "head -c 100000 /dev/urandom >\(body)")
      let signature = try await router.command(
        "sh", "-c", "openssl dgst -sha256 -hmac 'it is one' -r <\(body) | cut -d' ' -f1")
      let ended = try await agent(router) { _ in
        try await wait("the first attempt") { try await router.identity("web") != nil }
        try await wait("its limit") { try await router.cgroup("web", "pids.max") == "16" }
        for (server, limit) in [(WebServer.lighttpd, "32"), (.busybox, "64")] {
          try router.spec("web", "resources: {pids: {limit: \(limit)}}")
          try await router.push()
          let answers = try await router.command(
            ["python3", "\(router.root)/client.py", String(signature.out.dropLast()), body]
              + command(server, router))
          #expect(answers.out == "401 403 403 403 405\n202 202 202 202\n", "\(answers)")
          try await wait("an answer to the hook") {
            try await router.cgroup("web", "pids.max") == limit
          }
        }
      }
      #expect(ended.status == .exited(0), "\(ended)")
      let cgi = "\(router.root)/www/cgi-bin/hook.cgi"
      let variables = ["REQUEST_METHOD=POST", "HTTP_X_GITLAB_TOKEN=it is one"]
      let idle = try await router.command(
        ["env"] + variables + ["CONTENT_LENGTH=0", "sh", cgi])
      #expect(idle.out.hasPrefix("Status: 503 "), "\(idle)")
      let large = try await router.command(
        ["env"] + variables + ["CONTENT_LENGTH=26214401", "sh", cgi])
      #expect(large.out.hasPrefix("Status: 413 "), "\(large)")
      _ = try await router.command("chmod", "644", "\(router.root)/secret")
      let open = try await router.command(
        ["env"] + variables + ["CONTENT_LENGTH=0", "sh", cgi])
      #expect(open.out.hasPrefix("Status: 500 "), "\(open)")
      #expect(open.err.contains("everybody can"), "\(open)")
    }
  }
}
