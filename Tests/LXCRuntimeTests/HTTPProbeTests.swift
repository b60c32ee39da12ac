import ContainerModel
import Reconciling
import Testing

@testable import LXCRuntime

@Suite("A page that asks for a container's health")
struct HTTPProbeTests {
  /// A container that answers every connection to port 8080 with `answer`, for printf, and then does `rest`.
  private func server(
    _ router: Router, _ answer: String, then rest: String = "true", privileged: Bool = false
  ) async throws -> InventoryEntry {
    let (entry, _) = try await router.started(
      router.entry(privileged: privileged) {
        $0.command = [
          "/bin/sh", "-c",
          """
          printf '%s\\n' '#!/bin/sh' 'read request; echo "$request" >>/tmp/requests' \
            'while read line && [ "${#line}" -gt 1 ]; do :; done' "printf '$ANSWER'" "$REST" >/tmp/answer
          chmod +x /tmp/answer
          nc -ll -p 8080 -e /tmp/answer &
          exec sleep 1000
          """,
        ]
        $0.environment = ["ANSWER": answer, "REST": rest, "http_proxy": "http://127.0.0.1:1"]
      })
    try await router.eventually(entry.probed(.tcp(port: 8080)))
    return entry
  }

  private func page(_ path: String = "/") -> HealthSpec.Probe { .http(port: 8080, path: path) }

  @Test("is healthy with any status of success", arguments: [false, true])
  func healthy(privileged: Bool) async throws {
    try await Router.with { router in
      let entry = try await server(
        router, #"HTTP/1.1 204 No Content\r\n\r\n"#, privileged: privileged)
      try await router.runtime.probe(entry.probed(page("/a/../b?c=%20&d=~|{}")))
      #expect(
        try router.inside(entry, "tail -n 1 /tmp/requests")
          == "GET /a/../b?c=%20&d=~|{} HTTP/1.1\r")
    }
  }

  @Test("of busybox' own server is found, or not found")
  func realServer() async throws {
    try await Router.with { router in
      let (entry, _) = try await router.started(
        router.entry { $0.command = ["/bin/httpd", "-f", "-p", "8080", "-h", "/etc"] })
      try await router.eventually(entry.probed(page("/motd")))
      #expect(await router.failure(entry.probed(page("/no")))?.cause == "http 8080/no answered 404")
    }
  }

  @Test(
    "is not healthy with another status, and no redirection is followed",
    arguments: [503, 301, 404])
  func unhealthy(status: Int) async throws {
    try await Router.with { router in
      let entry = try await server(
        router,
        #"HTTP/1.1 \#(status) Word\r\nLocation: http://127.0.0.1:8080/ok\r\nContent-Length: 2\r\n\r\nno"#
      )
      let failure = await router.failure(entry.probed(page()))
      #expect(
        failure?.description
          == "failed to probe '\(entry.spec.name)': http 8080/ answered \(status)")
      #expect(failure?.isPassing == true)
      #expect(try router.inside(entry, "grep -c GET /tmp/requests") == "1")
    }
  }

  @Test("that nobody serves is refused")
  func refused() async throws {
    try await Router.with { router in
      let (entry, _) = try await router.started(router.entry())
      #expect(
        await router.failure(entry.probed(page("/x")))?.cause
          == "http 8080/x refused the connection")
    }
  }

  @Test("that does not come, or not to its end, is given up in time")
  func late() async throws {
    try await Router.with { router in
      let silent = try await server(router, "", then: "sleep 74")
      let begin = ContinuousClock.now
      #expect(
        await router.failure(silent.probed(page()))?.cause
          == "no answer from http 8080/ within 1s")
      #expect(ContinuousClock.now - begin < .seconds(2))
    }
    try await Router.with { router in
      let half = try await server(
        router, #"HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nhalf"#, then: "sleep 74")
      #expect(
        await router.failure(half.probed(page()))?.cause
          == "no whole answer from http 8080/ within 1s")
    }
  }

  @Test("without an end is read for a while only")
  func endless() async throws {
    try await Router.with { router in
      let body = try await server(
        router, #"HTTP/1.1 200 OK\r\n\r\n"#, then: "exec cat /dev/zero")
      try await router.runtime.probe(body.probed(page(), timeout: 10))
    }
    try await Router.with { router in
      let header = try await server(
        router, #"HTTP/1.1 200 OK\r\n"#,
        then: #"while :; do printf 'X: 0123456789012345678901234567890123456789\r\n'; done"#)
      let failure = await router.failure(header.probed(page(), timeout: 10))
      #expect(failure?.cause.hasPrefix("http 8080/: ") == true)
    }
  }

  @Test("that is no HTTP, or cut off, is no answer")
  func nonsense() async throws {
    try await Router.with { router in
      let entry = try await server(router, #"220 mail ESMTP\r\n"#)
      #expect(await router.failure(entry.probed(page()))?.cause.hasPrefix("http 8080/: ") == true)
    }
    try await Router.with { router in
      let entry = try await server(router, "")
      #expect(await router.failure(entry.probed(page()))?.cause.hasPrefix("http 8080/: ") == true)
    }
  }

  @Test("of a container that does not run is not asked for")
  func stopped() async throws {
    try await Router.with { router in
      let entry = try await router.configured(router.entry()).probed(page())
      #expect(await router.failure(entry)?.cause == "it does not run")
    }
  }
}
