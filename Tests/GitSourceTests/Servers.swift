import Glibc
import Subprocess
import SystemPackage
import Testing

/// A port of this machine that nobody listens on.
func freePort() throws -> UInt16 {
  let listener = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
  defer { close(listener) }
  var address = loopback(port: 0)
  var size = socklen_t(MemoryLayout<sockaddr_in>.size)
  let result = withUnsafeMutablePointer(to: &address) {
    $0.withMemoryRebound(to: sockaddr.self, capacity: 1) { address in
      bind(listener, address, size) == 0 && getsockname(listener, address, &size) == 0
    }
  }
  try #require(result)
  return UInt16(bigEndian: address.sin_port)
}

private func loopback(port: UInt16) -> sockaddr_in {
  var address = sockaddr_in()
  address.sin_family = sa_family_t(AF_INET)
  address.sin_port = port.bigEndian
  address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
  return address
}

private func isListening(_ port: UInt16) -> Bool {
  let client = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
  defer { close(client) }
  var address = loopback(port: port)
  return withUnsafePointer(to: &address) {
    $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
      connect(client, $0, socklen_t(MemoryLayout<sockaddr_in>.size)) == 0
    }
  }
}

/// Runs a server for as long as the body takes.
func withServer(
  _ words: [String], port: UInt16, _ body: () async throws -> Void
) async throws {
  var options = PlatformOptions()
  options.createSession = true
  let result = try await run(
    .name(words[0]), arguments: Arguments(Array(words.dropFirst())),
    environment: .custom(["PATH": "/usr/sbin:/usr/bin:/sbin:/bin"]), platformOptions: options,
    input: .none, output: .discarded, error: .string(limit: 1 << 20)
  ) { server in
    do {
      var tries = 0
      while !isListening(port), tries < 500 {
        tries += 1
        try await Task.sleep(for: .milliseconds(20))
      }
      try await body()
    } catch {
      try? server.send(signal: .kill, toProcessGroup: true)
      throw error
    }
    try server.send(signal: .kill, toProcessGroup: true)
  }
  #expect(result.terminationStatus == .signaled(SIGKILL), "\(result.standardError)")
}

/// A certificate authority of the test's own, and certificates for servers.
struct Authority {
  let place: Place
  var file: String { place.path("ca.pem") }

  init(_ place: Place) async throws {
    self.place = place
    try await command(
      "openssl",
      [
        "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-keyout",
        place.path("ca.key"), "-out", place.path("ca.pem"), "-subj", "/CN=test", "-days", "2",
        "-addext", "basicConstraints=critical,CA:TRUE",
      ])
  }

  /// Certificate and key in one file.
  func certificate(for host: String, days: Int = 2) async throws -> String {
    let name = place.path("\(host).\(days)")
    try await command(
      "openssl",
      [
        "req", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-keyout",
        "\(name).key", "-out", "\(name).csr", "-subj", "/CN=\(host)",
      ])
    let extensions = try place.write("subjectAltName=DNS:\(host)\n", to: "\(host).ext")
    try await command(
      "openssl",
      [
        "x509", "-req", "-in", "\(name).csr", "-CA", file, "-CAkey", place.path("ca.key"),
        "-CAcreateserial", "-out", "\(name).crt", "-days", "\(days)", "-extfile", extensions,
      ])
    try await command("sh", ["-c", "cat \(name).key \(name).crt > \(name).pem"])
    return "\(name).pem"
  }
}

/// git-http-backend behind lighttpd: `/git/NAME` is open, `/private/NAME` wants a password, and
/// `/moved/NAME` redirects.
func withWebServer(
  _ place: Place, certificate: String?, _ body: (_ base: String) async throws -> Void
) async throws {
  let port = try freePort()
  let users = try place.write("git:s3cret\nother:s3cret2\n", to: "users")
  let tls = certificate.map { "ssl.engine = \"enable\"\nssl.pemfile = \"\($0)\"" } ?? ""
  let config = try place.write(
    """
    server.modules = ("mod_alias", "mod_cgi", "mod_auth", "mod_authn_file", "mod_setenv",
      "mod_redirect", "mod_openssl", "mod_accesslog")
    server.document-root = "\(place.root)"
    server.bind = "127.0.0.1"
    server.port = \(port)
    server.upload-dirs = ("\(place.root)")
    \(tls)
    accesslog.filename = "\(place.path("access.log"))"
    accesslog.format = "%U %>s %{User-Agent}i"
    alias.url = ("/git" => "/usr/lib/git-core/git-http-backend",
      "/private" => "/usr/lib/git-core/git-http-backend")
    url.redirect = ("^/moved/(.*)" => "http://127.0.0.1:\(port)/git/$1",
      "^/plain/(.*)" => "http://localhost:\(port)/git/$1")
    cgi.assign = ("git-http-backend" => "")
    setenv.add-environment = ("GIT_PROJECT_ROOT" => "\(place.root)", "GIT_HTTP_EXPORT_ALL" => "1")
    auth.backend = "plain"
    auth.backend.plain.userfile = "\(users)"
    auth.require = ("/private" => ("method" => "basic", "realm" => "test", "require" => "valid-user"))
    """, to: "lighttpd.conf")
  let scheme = certificate == nil ? "http" : "https"
  try await withServer(["lighttpd", "-D", "-f", config], port: port) {
    try await body("\(scheme)://localhost:\(port)")
  }
}
