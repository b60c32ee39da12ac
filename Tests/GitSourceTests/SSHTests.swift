import ContainerModel
import Reconciling
import Testing

@testable import GitSource

@Suite struct SSHTests {
  /// sshd with keys of two types, and one user key that is allowed.
  private func withSSHServer(
    _ place: Place, _ body: (_ port: UInt16, _ key: String) async throws -> Void
  ) async throws {
    for (name, type) in [("host_ed25519", "ed25519"), ("host_ecdsa", "ecdsa"), ("user", "ed25519")]
    {
      try await command("ssh-keygen", ["-q", "-t", type, "-N", "", "-f", place.path(name)])
    }
    let port = try freePort()
    let config = try place.write(
      """
      ListenAddress 127.0.0.1:\(port)
      HostKey \(place.path("host_ecdsa"))
      HostKey \(place.path("host_ed25519"))
      AuthorizedKeysFile \(place.path("user.pub"))
      PidFile none
      StrictModes no
      UsePAM no
      PermitRootLogin prohibit-password
      """, to: "sshd_config")
    // sshd wants a directory in /run, which is a private one.
    let script =
      "mount -t tmpfs tmpfs /run; mkdir /run/sshd; exec /usr/sbin/sshd -D -e -f \(config)"
    try await withServer(["unshare", "-m", "sh", "-ec", script], port: port) {
      try await body(port, place.path("user"))
    }
  }

  private func hostKey(_ place: Place, _ name: String) async throws -> String {
    let line = try await command("cat", [place.path("\(name).pub")])
    return line.split(separator: " ").prefix(2).joined(separator: " ")
  }

  @Test(arguments: ["host_ed25519", "host_ecdsa"], [true, false])
  func `A repository is fetched over ssh from a server with the pinned key`(
    _ pinned: String, _ isHashed: Bool
  ) async throws {
    try await withPlace { place throws in
      let repository = try await TestRepository(place)
      let commit = try await repository.commit(["a.yaml": "1"])
      try await withSSHServer(place) { port, key in
        let known = try place.write(
          "[127.0.0.1]:\(port) \(try await hostKey(place, pinned))\n", to: "known_hosts")
        if isHashed { try await command("ssh-keygen", ["-q", "-H", "-f", known]) }
        let remote = GitRemote(
          url: "ssh://root@127.0.0.1:\(port)\(repository.path)", sshKey: key, knownHosts: known)
        let source = try place.source(remote)
        for dryRun in [true, false] {
          let tree = try await source.read(SourceRequest(dryRun: dryRun))
          #expect(tree.revision.commit == commit)
        }
      }
    }
  }

  @Test func `Another host key, and none, are refused`() async throws {
    try await withPlace { place throws in
      let repository = try await TestRepository(place)
      let commit = try await repository.commit(["a.yaml": "1"])
      _ = try await place.source(repository).read(SourceRequest())
      try await withSSHServer(place) { port, key in
        let user = try await hostKey(place, "user")
        let right = try await hostKey(place, "host_ed25519")
        let cases = [
          ("[127.0.0.1]:\(port) \(user)\n", "which is not the one in"),
          ("", "has none for it"), ("127.0.0.1 \(right)\n", "has none for it"),
          ("[127.0.0.1]:\(port) \(right)\n@revoked * \(right)\n", "has none for it"),
        ]
        for (text, expected) in cases {
          let known = try place.write(text, to: "known_hosts")
          let remote = GitRemote(
            url: "ssh://root@127.0.0.1:\(port)\(repository.path)", sshKey: key, knownHosts: known)
          let error = try await failure(
            try place.source(remote), SourceRequest(accepted: commit))
          #expect(error.cause.contains(expected), "\(error)")
          #expect(error.cause.contains("SHA256:"))
          #expect(!error.isPassing)
        }
        let fingerprint = try await command(
          "ssh-keygen", ["-lf", place.path("host_ed25519.pub")])
        let known = try place.write("[127.0.0.1]:\(port) \(user)\n", to: "known_hosts")
        let remote = GitRemote(
          url: "ssh://root@127.0.0.1:\(port)\(repository.path)", sshKey: key, knownHosts: known)
        let error = try await failure(try place.source(remote), SourceRequest())
        let shown = try #require(fingerprint.split(separator: " ").dropFirst().first)
        #expect(error.cause.contains("ssh-ed25519 key \(shown)"))
      }
    }
  }

  @Test func `A key that the server does not know is refused`() async throws {
    try await withPlace { place throws in
      let repository = try await TestRepository(place)
      try await repository.commit(["a.yaml": "1"])
      try await withSSHServer(place) { port, _ in
        let known = try place.write(
          "[127.0.0.1]:\(port) \(try await hostKey(place, "host_ed25519"))\n", to: "known_hosts")
        let other = place.path("host_ecdsa")
        let remote = GitRemote(
          url: "ssh://root@127.0.0.1:\(port)\(repository.path)", sshKey: other, knownHosts: known)
        let error = try await failure(try place.source(remote), SourceRequest())
        #expect(
          error.cause
            == "the server does not accept the key '\(other)'; is it allowed there, and without "
            + "passphrase?")
      }
    }
  }

  @Test func `Without key and pinned hosts nobody is asked`() async throws {
    try await withPlace { place throws in
      let url = "git@localhost:x.git"
      let key = try place.write("", to: "key")
      let cases = [
        (GitRemote(url: url), "ssh needs a key; set repository.sshKey"),
        (
          GitRemote(url: url, sshKey: key),
          "ssh needs the server's key; set repository.knownHosts to a file that holds it"
        ),
        (
          GitRemote(url: url, sshKey: key, knownHosts: place.path("none")),
          "failed to open '\(place.path("none"))': no such file or directory"
        ),
      ]
      for (remote, cause) in cases {
        #expect(try await failure(try place.source(remote), SourceRequest()).cause == cause)
      }
    }
  }
}
