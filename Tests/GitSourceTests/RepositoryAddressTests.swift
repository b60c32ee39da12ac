import Testing

@testable import GitSource

@Suite struct RepositoryAddressTests {
  @Test(
    arguments: [
      ("/srv/git/home.git", .local),
      ("https://git.example.org/home/router.git", .http(host: "git.example.org")),
      ("HTTPS://Git.Example.org:8443/x", .http(host: "git.example.org")),
      ("http://localhost:8080/x", .http(host: "localhost")),
      ("http://127.0.0.1/x", .http(host: "127.0.0.1")), ("http://[::1]:80/x", .http(host: "::1")),
      ("ssh://git@git.example.org/x.git", .ssh(host: "git.example.org", port: 22)),
      ("ssh://git@git.example.org:2222/x.git", .ssh(host: "git.example.org", port: 2222)),
      ("ssh://[fe80::1]:2222/x", .ssh(host: "fe80::1", port: 2222)),
      ("git@git.example.org:home/router.git", .ssh(host: "git.example.org", port: 22)),
      ("git.example.org:x", .ssh(host: "git.example.org", port: 22)),
    ] as [(String, RepositoryAddress.Transport)])
  func `An address names a transport`(
    _ text: String, _ transport: RepositoryAddress.Transport
  ) throws {
    #expect(try RepositoryAddress(text).transport == transport)
  }

  @Test(arguments: [
    ("", "is empty or has blanks or control characters"),
    ("https://example.org/a b", "is empty or has blanks or control characters"),
    ("/srv/\u{1B}x", "is empty or has blanks or control characters"),
    ("srv/git", "is neither an absolute path nor an https or ssh URL"),
    ("./x:y", "is neither an absolute path nor an https or ssh URL"),
    ("file:///srv/git", "begins with file://; write the absolute path"),
    (
      "git://example.org/x",
      "has a scheme that is not supported; use https, ssh or an absolute path"
    ),
    ("ext::sh", "is neither an absolute path nor an https or ssh URL"),
    (
      "http://example.org/x", "is plain http, which anybody on the way can change; use https or ssh"
    ),
    (
      "http://127.example.org/x",
      "is plain http, which anybody on the way can change; use https or ssh"
    ),
    (
      "https://token@example.org/x", "holds credentials; take them out and set repository.tokenFile"
    ),
    (
      "https://u:p@example.org/x",
      "holds credentials; take them out and set repository.tokenFile or sshKey"
    ),
    (
      "ssh://u:p@example.org/x",
      "holds credentials; take them out and set repository.tokenFile or sshKey"
    ),
    (
      "https://example.org/x?token=1",
      "has a query or a fragment, which may hold credentials; take it out"
    ),
    (
      "https://example.org/x#1",
      "has a query or a fragment, which may hold credentials; take it out"
    ),
    ("https://example.org", "names no repository"), ("https://example.org/", "names no repository"),
    ("https:///x", "names no host"), ("ssh://-oProxyCommand=x/y", "names no host"),
    ("-oProxyCommand=x:y", "names no host"),
    ("https://example.org:x/y", "has a port that is no number"),
    ("https://example.org:99999/y", "has a port that is no number"),
  ])
  func `A wrong address is told why`(_ text: String, _ why: String) {
    let error = #expect(throws: GitSourceError.self) { try RepositoryAddress(text) }
    #expect(error?.cause == "the repository's address \(why)")
    #expect(error?.isTerminal == true)
  }

  @Test(arguments: [
    ("https://user:s3cret@example.org/x?s3cret#s3cret", "https://example.org/x"),
    ("https://s3cret@example.org:8443/x", "https://example.org:8443/x"),
    ("ssh://git:s3cret@example.org", "ssh://example.org"), ("/srv/git", "/srv/git"),
    ("git@example.org:x", "git@example.org:x"),
    ("https://a@b@example.org/x", "https://example.org/x"),
  ])
  func `What is shown of an address holds no credentials`(_ text: String, _ shown: String) {
    #expect(GitRemote(url: text).displayName == shown)
  }
}
