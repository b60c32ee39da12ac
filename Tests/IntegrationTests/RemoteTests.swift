import FoundationEssentials
import Testing

@Suite("a git server")
struct RemoteTests {
  /// Settings that fetch from `url`, with `more` below `repository`.
  private func follow(_ url: String, _ more: String, _ router: Router) throws {
    let settings = try String(contentsOfFile: router.config, encoding: .utf8)
    let rest = settings.split(separator: "\n").dropFirst().joined(separator: "\n")
    try router.write("repository: {url: \"\(url)\", \(more)}\n\(rest)", to: router.config)
  }

  /// Creates a container from the server, changes it there, and goes on without the server.
  private func tellStory(_ router: Router, stop: () async throws -> Void) async throws {
    try router.spec("web", "resources: {pids: {limit: 16}}")
    try await router.push()
    let dry = try await router.apply("--dry-run")
    #expect(dry.status == 0, "\(dry)")
    #expect(!FileManager.default.fileExists(atPath: router.state))
    let first = try await router.apply()
    #expect(first.status == 0, "\(first)")
    let web = try await router.running("web")
    let before = try FileSnapshot(below: [router.state, router.lxcPath])
    #expect(try await router.apply("--detailed-exitcode").status == 0)
    #expect(try FileSnapshot(below: [router.state, router.lxcPath]) == before)

    try router.spec("web", "resources: {pids: {limit: 32}}")
    try await router.push()
    #expect(try await router.apply("--no-fetch", "--detailed-exitcode").status == 0)
    #expect(try await router.apply("--detailed-exitcode").status == 2)
    #expect(try await router.cgroup("web", "pids.max") == "32")

    try await stop()
    _ = try await router.command(
      "lxc-cgroup", "-P", router.lxcPath, "-n", router.name("web"), "pids.max", "1000")
    let alone = try await router.apply()
    #expect(alone.status == 0, "\(alone)")
    #expect(alone.err.contains("going on from the last accepted commit"), "\(alone)")
    #expect(try await router.cgroup("web", "pids.max") == "32")
    #expect(try await router.running("web") == web)
  }

  private func run(_ script: String, in router: Router) async throws {
    let output = try await router.command("sh", "-ec", "cd '\(router.root)'\n\(script)")
    try #require(output.status == 0, "\(output)")
  }

  /// Serves the repository by ssh, with `more` in the server's settings.
  private func serveSSH(_ router: Router, _ more: String = "") async throws {
    try await run(
      """
      ssh-keygen -q -t ed25519 -N '' -f host
      ssh-keygen -q -t ed25519 -N '' -f user
      cat >sshd_config <<END
      ListenAddress 127.0.0.1:2222
      HostKey \(router.root)/host
      AuthorizedKeysFile \(router.root)/user.pub
      PidFile \(router.root)/sshd.pid
      StrictModes no
      UsePAM no
      \(more)
      END
      mkdir -p /run/sshd
      echo "[127.0.0.1]:2222 $(cut -d' ' -f1,2 host.pub)" >known_hosts
      /usr/sbin/sshd -f '\(router.root)/sshd_config'
      """, in: router)
    try follow(
      "ssh://root@127.0.0.1:2222\(router.bare)",
      "sshKey: \(router.root)/user, knownHosts: \(router.root)/known_hosts", router)
  }

  @Test("over ssh is followed with a key and its pinned key, and a run goes on without it")
  func ssh() async throws {
    try await Router.with { router in
      try await serveSSH(router)
      try await tellStory(router) { try await run("kill $(cat sshd.pid)", in: router) }
    }
  }

  @Test("that is slow costs no change that somebody makes by hand meanwhile: the same run heals it")
  func slow() async throws {
    try await Router.with { router in
      try router.write(
        "touch \(router.root)/asked; sleep 3; eval \"$SSH_ORIGINAL_COMMAND\"",
        to: "\(router.root)/slowly")
      try await serveSSH(router, "ForceCommand sh \(router.root)/slowly")
      try router.spec("web", "resources: {pids: {limit: 16}}")
      try router.spec("dns")
      try await router.push()
      #expect(try await router.apply().status == 0)
      let (web, dns) = (try await router.running("web"), try await router.running("dns"))
      try router.remove("\(router.root)/asked")
      try router.spec("web", "resources: {pids: {limit: 32}}")
      try await router.push()
      async let result = router.apply()
      while !FileManager.default.fileExists(atPath: "\(router.root)/asked") {
        try await Task.sleep(for: .milliseconds(20))
      }
      // By then the machine was looked at.
      try await Task.sleep(for: .seconds(1))
      _ = try await router.command(
        "lxc-stop", "-P", router.lxcPath, "-k", "-n", router.name("dns"))
      let said = try await result
      #expect(said.status == 0, "\(said)")
      #expect(try await router.running("dns") != dns)
      #expect(try await router.running("web") == web)
      #expect(try await router.cgroup("web", "pids.max") == "32")
      try await run("kill $(cat sshd.pid)", in: router)
    }
  }

  @Test(
    "over https is followed with a token and an authority of our own, and a run goes on without it")
  func https() async throws {
    try await Router.with { router in
      try await run(
        """
        openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -keyout ca.key -out ca.pem -subj /CN=test -days 2 \
          -addext basicConstraints=critical,CA:TRUE
        openssl req -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -keyout host.key -out host.csr -subj /CN=localhost
        echo subjectAltName=DNS:localhost >host.ext
        openssl x509 -req -in host.csr -CA ca.pem -CAkey ca.key -CAcreateserial -out host.crt -days 2 -extfile host.ext
        cat host.key host.crt >host.pem
        echo git:s3cret >users
        echo s3cret >token
        chmod 600 token
        cat >lighttpd.conf <<END
        server.modules = ("mod_alias", "mod_cgi", "mod_auth", "mod_authn_file", "mod_setenv", "mod_openssl")
        server.document-root = "\(router.root)"
        server.bind = "127.0.0.1"
        server.port = 8443
        server.pid-file = "\(router.root)/lighttpd.pid"
        server.upload-dirs = ("\(router.root)")
        ssl.engine = "enable"
        ssl.pemfile = "\(router.root)/host.pem"
        alias.url = ("/git" => "/usr/lib/git-core/git-http-backend")
        cgi.assign = ("git-http-backend" => "")
        setenv.add-environment = ("GIT_PROJECT_ROOT" => "\(router.root)", "GIT_HTTP_EXPORT_ALL" => "1")
        auth.backend = "plain"
        auth.backend.plain.userfile = "\(router.root)/users"
        auth.require = ("/git" => ("method" => "basic", "realm" => "test", "require" => "valid-user"))
        END
        lighttpd -f lighttpd.conf
        """, in: router)
      try follow(
        "https://localhost:8443/git/router.git",
        "tokenFile: \(router.root)/token, caFile: \(router.root)/ca.pem", router)
      try await tellStory(router) { try await run("kill $(cat lighttpd.pid)", in: router) }
      let runs = try await router.command(
        "grep", "-rl", "s3cret", router.state, "\(router.root)/run")
      #expect(runs.out.isEmpty, "the token was written to \(runs.out)")
    }
  }
}
