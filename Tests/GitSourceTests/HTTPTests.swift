import ContainerModel
import FoundationEssentials
import Reconciling
import Synchronization
import Testing

@testable import GitReading
@testable import GitSource

@Suite struct HTTPTests {
  private func cause(
    _ place: Place, _ remote: GitRemote, accepted: String? = nil
  ) async throws -> OperationError {
    let error = try await failure(try place.source(remote), SourceRequest(accepted: accepted))
    #expect(
      !error.description.contains("s3cret") && !error.details.contains { $0.contains("s3cret") })
    return error
  }

  /// Whether the web server's log holds `text` within half a minute: lighttpd writes it every few seconds.
  private func hasLogged(_ text: String, in place: Place) async throws -> Bool {
    for _ in 0..<300 {
      let log = try String(contentsOfFile: place.path("access.log"), encoding: .utf8)
      if log.contains(text) { return true }
      try await Task.sleep(for: .milliseconds(100))
    }
    return false
  }

  @Test func `A repository is fetched over https, with a token and an authority of our own`()
    async throws
  {
    try await withPlace { place throws in
      let repository = try await TestRepository(place)
      let first = try await repository.commit(["a.yaml": "1"])
      let authority = try await Authority(place)
      let certificate = try await authority.certificate(for: "localhost")
      try await withWebServer(place, certificate: certificate) { base in
        for (token, path) in [(nil, "git"), ("s3cret\n", "private"), ("other:s3cret2", "private")] {
          let file = try token.map { try place.write($0, to: "token") }
          let remote = GitRemote(
            url: "\(base)/\(path)/origin.git", tokenFile: file, caFile: authority.file)
          let source = try place.source(remote)
          for dryRun in [true, false] {
            let tree = try await source.read(SourceRequest(dryRun: dryRun))
            #expect(tree.revision.commit == first)
          }
          let before = try place.mirrorSnapshot()
          _ = try await source.read(SourceRequest(accepted: first))
          #expect(try place.mirrorSnapshot() == before)
        }
        let second = try await repository.commit(["a.yaml": "2"])
        let remote = GitRemote(url: "\(base)/git/origin.git", caFile: authority.file)
        let tree = try await place.source(remote).read(SourceRequest(accepted: first))
        #expect(tree.revision.commit == second)
        #expect(try await hasLogged("turris-apply", in: place))
      }
    }
  }

  @Test func `Wrong, missing and misplaced credentials are told apart from an absent server`()
    async throws
  {
    try await withPlace { place throws in
      let repository = try await TestRepository(place)
      let commit = try await repository.commit(["a.yaml": "1"])
      _ = try await place.source(repository).read(SourceRequest())
      let wrong = try place.write("s3cret-but-wrong", to: "token")
      try await withWebServer(place, certificate: nil) { base in
        let url = "\(base)/private/origin.git"
        let missing = try await cause(place, GitRemote(url: url), accepted: commit)
        #expect(
          missing.cause
            == "the server wants credentials; set repository.tokenFile for https or sshKey for ssh")
        let rejected = try await cause(
          place, GitRemote(url: url, tokenFile: wrong), accepted: commit)
        #expect(
          rejected.cause
            == "the server does not accept the token in '\(wrong)'; has it expired?")
        #expect(!missing.isPassing && !rejected.isPassing)
        let absent = try await cause(
          place, GitRemote(url: url, tokenFile: place.path("none")), accepted: commit)
        #expect(
          absent.cause
            == "failed to open '\(place.path("none"))': no such file or directory")
      }
    }
  }

  @Test func `A repository that the server does not have is an error`() async throws {
    try await withPlace { place throws in
      try await withWebServer(place, certificate: nil) { base in
        let error = try await cause(place, GitRemote(url: "\(base)/git/missing.git"))
        #expect(
          error.cause.hasPrefix("the server knows no such repository (HTTP status 404)"))
        #expect(!error.isPassing)
      }
    }
  }

  @Test func `A redirect is not followed`() async throws {
    try await withPlace { place throws in
      let repository = try await TestRepository(place)
      try await repository.commit(["a.yaml": "1"])
      try await withWebServer(place, certificate: nil) { base in
        let error = try await cause(place, GitRemote(url: "\(base)/moved/origin.git"))
        #expect(error.cause.hasPrefix("the server redirects"))
        let log = try String(contentsOfFile: place.path("access.log"), encoding: .utf8)
        #expect(!log.contains("/git/"))
      }
    }
  }

  @Test func `A redirect from https to http is not followed`() async throws {
    try await withPlace { place throws in
      let authority = try await Authority(place)
      let certificate = try await authority.certificate(for: "localhost")
      try await withWebServer(place, certificate: certificate) { base in
        let remote = GitRemote(url: "\(base)/plain/origin.git", caFile: authority.file)
        let error = try await cause(place, remote)
        #expect(error.cause.hasPrefix("the server redirects"), "\(error)")
      }
    }
  }

  @Test func `Certificates of others, expired, and by unknown authorities are refused`()
    async throws
  {
    try await withPlace { place throws in
      let repository = try await TestRepository(place)
      let commit = try await repository.commit(["a.yaml": "1"])
      _ = try await place.source(repository).read(SourceRequest())
      let authority = try await Authority(place)
      let good = try await authority.certificate(for: "localhost")
      let cases = [
        (try await authority.certificate(for: "example.org"), authority.file as String?),
        (try await authority.certificate(for: "localhost", days: -1), authority.file),
        (good, nil),
      ]
      for (certificate, file) in cases {
        try await withWebServer(place, certificate: certificate) { base in
          let remote = GitRemote(url: "\(base)/git/origin.git", caFile: file)
          let error = try await cause(place, remote, accepted: commit)
          #expect(error.cause.hasPrefix("the server's certificate is not valid"))
          #expect(!error.isPassing)
        }
      }
    }
  }

  @Test func `Certificate authorities of our own are added to the system's`() throws {
    let own = "/etc/ssl/certs/ca-certificates.crt"
    try #require(FileManager.default.fileExists(atPath: own))
    let system = try Credentials.authorities(with: own)
    let both = try Credentials.authorities(with: "/etc/hostname")
    #expect(both.count > system.count)
  }

  @Test func `A reference that moves while it is read gives one commit`() async throws {
    try await withPlace { place throws in
      let repository = try await TestRepository(place)
      let first = try await repository.commit(["a.yaml": "0", "b.yaml": "0"])
      try await withWebServer(place, certificate: nil) { base in
        let source = try place.source(GitRemote(url: "\(base)/git/origin.git"))
        let isDone = Mutex(false)
        async let pushing: Void = {
          var number = 0
          while !isDone.withLock({ $0 }) {
            number += 1
            try await repository.commit(["a.yaml": "\(number)", "b.yaml": "\(number)"])
          }
        }()
        var accepted = first
        for _ in 0..<10 {
          let tree = try await source.read(SourceRequest(accepted: accepted))
          #expect(tree.files.count == 2)
          #expect(tree.files.first?.bytes == tree.files.last?.bytes)
          let id = try await repository.git(["rev-parse", "\(tree.revision.commit):a.yaml"])
          let content = try await repository.git(["cat-file", "blob", id])
          #expect(tree.files.first.map { String(decoding: $0.bytes, as: UTF8.self) } == content)
          accepted = tree.revision.commit
        }
        isDone.withLock { $0 = true }
        try await pushing
        #expect(accepted != first)
      }
    }
  }
}
