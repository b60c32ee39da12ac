import ContainerModel
import Reconciling
import Testing

@testable import LXCRuntime

@Suite
struct StartTests {
  @Test("A container starts and is seen running with its own init", arguments: [false, true])
  func starts(privileged: Bool) async throws {
    try await Router.with { router in
      let (entry, identity) = try await router.started(router.entry(privileged: privileged))
      let seen = try await router.observed(entry)
      #expect(seen.run == .running)
      #expect(seen.identity == identity)
      #expect(seen.startedWith == entry)
      #expect(seen.config == .current)
      #expect(try await router.runtime.stop(entry) == .stopped)
      #expect(try await router.observed(entry).run == .stopped)
    }
  }
}
