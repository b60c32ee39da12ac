import ContainerModel
import Reconciling
import Testing

@testable import GitSource

@Suite struct BadServerTests {
  /// A server that answers each connection in one way.
  private func withBadServer(
    _ answer: String, _ body: (_ base: String) async throws -> Void
  ) async throws {
    let port = try freePort()
    let program = """
      import socket, threading, time
      listener = socket.create_server(("127.0.0.1", \(port)))
      def serve(client):
        \(answer)
      while True:
        client, _ = listener.accept()
        threading.Thread(target=serve, args=(client,), daemon=True).start()
      """
    try await withServer(["python3", "-c", program], port: port) {
      try await body("http://127.0.0.1:\(port)/x.git")
    }
  }

  private static func http(_ status: String, _ type: String, _ body: String) -> String {
    "client.recv(9999); client.sendall(b'HTTP/1.1 \(status)\\r\\nContent-Type: \(type)\\r\\n"
      + "Content-Length: \(body.utf8.count)\\r\\nConnection: close\\r\\n\\r\\n\(body)'); "
      + "client.close()"
  }

  private static let advertisement = "application/x-git-upload-pack-advertisement"

  @Test(arguments: [
    "client.close()", "client.recv(9999); client.close()",
    "client.sendall(b'\\x00\\xff' * 4096); client.close()",
    http("200 OK", "text/html", "<html>Welcome! Log in, please.</html>"),
    http("200 OK", advertisement, "no packet lines"), http("200 OK", advertisement, ""),
    http("200 OK", advertisement, "001e# service=git-upload-pack"),
    http("302 Found", "text/plain", ""), http("500 Oops", "text/plain", ""),
    http("503 Busy", "text/plain", ""), http("429 Too Many", "text/plain", "slow down"),
    "client.recv(9999); client.sendall(b'HTTP/1.1 200 OK\\r\\nContent-Length: 999\\r\\n\\r\\n'); "
      + "client.close()",
    "client.recv(9999); client.sendall(b'HTTP/1.1 200 OK\\r\\n' + b'X: y\\r\\n' * 9); client.close()",
  ])
  func `A server that makes no sense is out of reach, and the accepted commit stands in`(
    _ answer: String
  ) async throws {
    try await withPlace { place throws in
      let repository = try await TestRepository(place)
      let commit = try await repository.commit(["a.yaml": "1"])
      _ = try await place.source(repository).read(SourceRequest())
      let before = try place.mirrorSnapshot()
      try await withBadServer(answer) { url in
        let source = try place.source(GitRemote(url: url))
        let tree = try await source.read(SourceRequest(accepted: commit))
        #expect(tree.revision.commit == commit)
        #expect(tree.stale?.isEmpty == false)
        let error = try await failure(source, SourceRequest())
        #expect(error.isPassing)
      }
      #expect(try place.mirrorSnapshot() == before)
    }
  }

  @Test(arguments: [
    "time.sleep(600)",
    "client.recv(9999); client.sendall(b'HTTP/1.1 200 OK\\r\\nX: ')\n"
      + "  while True: client.sendall(b'a'); time.sleep(0.1)",
    "client.recv(9999); client.sendall(b'HTTP/1.1 200 OK\\r\\nContent-Type: \(advertisement)"
      + "\\r\\n\\r\\n001e# service=git-upload-pack\\n0000')\n"
      + "  while True: client.sendall(b'003d' + b'1' * 40 + b' refs/heads/aaaa\\n'); "
      + "time.sleep(0.1)",
  ])
  func `A server that takes too long is given up at the deadline`(_ answer: String) async throws {
    try await withPlace { place throws in
      let repository = try await TestRepository(place)
      let commit = try await repository.commit(["a.yaml": "1"])
      _ = try await place.source(repository).read(SourceRequest())
      try await withBadServer(answer) { url in
        let source = try place.source(GitRemote(url: url), timeout: .seconds(5))
        let tree = try await source.read(SourceRequest(accepted: commit))
        #expect(tree.revision.commit == commit)
        #expect(tree.stale == "worker 'git-read' did not finish within 5.0 seconds and was killed")
        #expect(try await failure(source, SourceRequest()).isPassing)
      }
    }
  }

  /// Passes on the first bytes of each answer of a real server.
  private static func cutting(after count: Int, port: String) -> String {
    """
    server = socket.create_connection(("127.0.0.1", \(port)))
      def forward():
        while True:
          data = client.recv(65536)
          if not data: break
          server.sendall(data)
      threading.Thread(target=forward, daemon=True).start()
      left = \(count)
      while left > 0:
        data = server.recv(min(left, 65536))
        if not data: break
        client.sendall(data); left -= len(data)
      client.shutdown(socket.SHUT_RDWR)
    """
  }

  /// The files of the mirror, without the directories in which some have come and gone.
  private func files(_ place: Place) throws -> [String: String] {
    try place.mirrorSnapshot().filter { !$0.value.hasPrefix("directory") }
  }

  @Test func `A fetch that is cut off anywhere leaves the mirror as it was`() async throws {
    try await withPlace { place throws in
      let repository = try await TestRepository(place)
      let first = try await repository.commit(["a.yaml": "1"])
      try await withWebServer(place, certificate: nil) { base in
        let port = base.split(separator: ":").last.map(String.init) ?? ""
        let direct = GitRemote(url: "\(base)/git/origin.git")
        _ = try await place.source(direct).read(SourceRequest())
        let before = try files(place)
        let noise = (0..<40_000).map { _ in String(UInt8.random(in: 10...99)) }.joined()
        let second = try await repository.commit(["a.yaml": "2", "noise": noise])
        for count in [10, 150, 400, 900, 2000, 20_000] {
          try await withBadServer(Self.cutting(after: count, port: port)) { url in
            let source = try place.source(
              GitRemote(url: url.replacing("/x.git", with: "/git/origin.git")))
            let tree = try await source.read(SourceRequest(accepted: first))
            #expect(tree.revision.commit == first && tree.stale != nil, "cut after \(count)")
          }
          #expect(try files(place) == before, "cut after \(count)")
        }
        let tree = try await place.source(direct).read(SourceRequest(accepted: first))
        #expect(tree.revision.commit == second)
      }
    }
  }

  @Test func `Nobody listening is out of reach`() async throws {
    try await withPlace { place throws in
      let port = try freePort()
      let urls = ["http://127.0.0.1:\(port)/x", "http://localhost:\(port)/x"]
      for url in urls {
        let error = try await failure(try place.source(GitRemote(url: url)), SourceRequest())
        #expect(error.isPassing)
        #expect(error.subject == url)
      }
    }
  }
}
