import Testing

@testable import GitReading
@testable import GitSource

@Suite struct KnownHostsTests {
  /// A key as ssh-keygen makes it: its type, and itself in base64.
  private func key(_ place: Place, _ type: String) async throws -> String {
    let file = place.path(type)
    try await command("ssh-keygen", ["-q", "-t", type, "-N", "", "-f", file])
    let line = try await command("cat", ["\(file).pub"])
    return line.split(separator: " ").prefix(2).joined(separator: " ")
  }

  @Test(arguments: [
    ("git.example.org", "git.example.org", UInt16(22), true),
    ("GIT.Example.org", "git.example.org", 22, true),
    ("a,git.example.org,b", "git.example.org", 22, true),
    ("[git.example.org]:2222", "git.example.org", 2222, true),
    ("git.example.org", "git.example.org", 2222, false),
    ("[git.example.org]:2222", "git.example.org", 22, false),
    ("*.example.org", "git.example.org", 22, true), ("g?t.example.*", "git.example.org", 22, true),
    ("*.example.org,!git.example.org", "git.example.org", 22, false),
    ("*", "git.example.org", 2222, true), ("example.org", "git.example.org", 22, false),
    ("git.example.org.evil", "git.example.org", 22, false),
    ("# git.example.org", "git.example.org", 22, false),
    ("@cert-authority git.example.org", "git.example.org", 22, false),
    ("@revoked git.example.org", "git.example.org", 22, false),
  ])
  func `A line counts for the hosts that it names`(
    _ hosts: String, _ host: String, _ port: UInt16, _ matches: Bool
  ) async throws {
    try await withPlace { place throws in
      let line = "\(hosts) \(try await key(place, "ed25519")) a comment\n"
      #expect(KnownHosts(line).keys(host: host, port: port).isEmpty != matches)
    }
  }

  @Test func `Hashed names are found, as ssh-keygen finds them`() async throws {
    try await withPlace { place throws in
      let ed25519 = try await key(place, "ed25519")
      let rsa = try await key(place, "rsa")
      let text = "git.example.org \(ed25519)\n[git.example.org]:2222 \(rsa)\nother \(rsa)\n"
      let file = try place.write(text, to: "known_hosts")
      try await command("ssh-keygen", ["-q", "-H", "-f", file])
      let hashed = try await command("cat", [file])
      #expect(!hashed.contains("example"))
      let known = KnownHosts(hashed)
      #expect(known.keys(host: "git.example.org", port: 22).map(\.type) == ["ssh-ed25519"])
      #expect(known.keys(host: "git.example.org", port: 2222).map(\.type) == ["ssh-rsa"])
      #expect(known.keys(host: "git.example.com", port: 22).isEmpty)
    }
  }

  @Test func `A fingerprint is that of ssh-keygen, and a key tells its type`() async throws {
    try await withPlace { place throws in
      for type in ["ed25519", "ecdsa", "rsa"] {
        let line = "host \(try await key(place, type))"
        let key = try #require(KnownHosts(line).keys(host: "host", port: 22).first)
        let expected = try await command("ssh-keygen", ["-lf", place.path("\(type).pub")])
        #expect(
          expected.split(separator: " ").dropFirst().first.map(String.init) == key.fingerprint)
        #expect(KnownHosts.Key(blob: key.blob) == key)
      }
    }
  }

  @Test(arguments: [
    "", "\n\n", "host", "host ssh-rsa", "host ssh-rsa !!!", "@revoked", "@ x", "|1|a|b k AAAA",
    "| | |",
  ])
  func `Lines that make no sense are passed over`(_ text: String) {
    #expect(KnownHosts(text).keys(host: "host", port: 22).isEmpty)
    #expect(KnownHosts.Key(blob: [0, 0, 0, 9, 1]).type == "")
    #expect(KnownHosts.Key(blob: []).type == "")
  }
}
