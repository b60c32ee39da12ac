import ContainerModel
import Glibc
import Reconciling
import Testing

@testable import LXCRuntime

@Suite("A port that asks for a container's health")
struct NetworkProbeTests {
  @Test("is one of the container's own loopback", arguments: [false, true])
  func tcp(privileged: Bool) async throws {
    try await Router.with { router in
      let (entry, _) = try await router.started(
        router.entry(privileged: privileged) {
          $0.command = ["/bin/sh", "-c", "nc -ll -p 8080 -e /bin/cat & exec sleep 1000"]
        })
      try await router.eventually(entry.probed(.tcp(port: 8080)))
      let failure = await router.failure(entry.probed(.tcp(port: 8081)))
      #expect(
        failure?.description
          == "failed to probe '\(entry.spec.name)': tcp 8081 refused the connection")
      #expect(failure?.isPassing == true)
    }
  }

  @Test("of the host does not count")
  func notTheHost() async throws {
    try await Router.with { router in
      let (entry, _) = try await router.started(router.entry())
      _ = try shell("busybox nc -ll -p 8088 -e /bin/cat >/dev/null 2>&1 & echo $! >/tmp/nc")
      #expect(
        await router.failure(entry.probed(.tcp(port: 8088)))?.cause
          == "tcp 8088 refused the connection")
      _ = try shell("kill $(cat /tmp/nc)")
    }
  }

  @Test("that never answers is given up in time")
  func silent() async throws {
    try await Router.with { router in
      // A queue that is full takes no more, and says nothing.
      let (entry, _) = try await router.started(
        router.entry {
          $0.command = [
            "/bin/sh", "-c",
            """
            nc -l -p 8080 & sleep 0.3; kill -STOP $!
            for i in $(seq 300); do nc 127.0.0.1 8080 </dev/zero & done; exec sleep 1000
            """,
          ]
        })
      try? await Task.sleep(for: .seconds(2))
      let begin = ContinuousClock.now
      #expect(
        await router.failure(entry.probed(.tcp(port: 8080)))?.cause
          == "no answer from tcp 8080 within 1s")
      #expect(ContinuousClock.now - begin < .seconds(2))
    }
  }

  @Test("of a container that does not run is not asked")
  func stopped() async throws {
    try await Router.with { router in
      let entry = try await router.configured(router.entry()).probed(.tcp(port: 8080))
      #expect(await router.failure(entry)?.cause == "it does not run")
    }
  }
}
