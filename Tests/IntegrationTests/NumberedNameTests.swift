import FoundationEssentials
import Glibc
import Testing

/// liblxc calls the group of a second start of `web` just what it calls the group of the container `web-1`.
@Suite("a container whose name is another's and a number")
struct NumberedNameTests {
  /// How a container loses its monitor.
  enum Loss: CaseIterable {
    /// Its init lives on.
    case orphaned
    /// Its init ends too, and only its groups stay.
    case ended
  }

  @Test(
    "is left alone by what is done to the other, which has lost its monitor",
    arguments: [("web", "web-1"), ("web-1", "web")], Loss.allCases)
  func other(_ names: (lost: String, other: String), _ loss: Loss) async throws {
    try await Router.with { router in
      for name in [names.lost, names.other] { try router.spec(name) }
      try await router.push()
      #expect(try await router.apply().status == 0)
      let other = try await router.running(names.other)

      let first = try await lose(names.lost, loss, router)
      try router.spec(names.lost, "environment: {A: b}")
      try await router.push()
      let restart = try await router.apply()
      #expect(restart.status == 0, "\(restart)")
      #expect(try await router.running(names.lost) != first)
      #expect(!router.lives(first))
      #expect(try await router.running(names.other) == other)

      let second = try await lose(names.lost, loss, router)
      try router.remove("\(router.work)/\(names.lost).yaml")
      try await router.push()
      let removal = try await router.apply("--allow-destroy", "1")
      #expect(removal.status == 0, "\(removal)")
      #expect(!router.lives(second))
      #expect(try await groups(names.lost, router).isEmpty)
      #expect(try await router.running(names.other) == other)
      #expect(try await router.apply("--detailed-exitcode").status == 0)
    }
  }

  @Test("does not take the other for its own where that runs in a group of this name")
  func groupOfTheName() async throws {
    try await Router.with { router in
      try router.spec("web")
      try await router.push()
      #expect(try await router.apply().status == 0)
      let orphan = try await lose("web", .orphaned, router)
      // The orphan has the group that liblxc would take.
      try await router.startByHand("web")
      kill(orphan.pid, SIGKILL)
      let web = try await router.running("web")
      try #require(try await groups("web-1", router).count > 0)

      try router.spec("web-1")
      try await router.push()
      let run = try await router.apply()
      #expect(run.status == 0, "\(run)")
      let numbered = try await router.running("web-1")
      #expect(try await router.running("web") == web)
      #expect(try await router.apply("--detailed-exitcode").status == 0)

      try router.spec("web", "environment: {A: b}")
      try await router.push()
      #expect(try await router.apply().status == 0)
      #expect(try await router.running("web") != web)
      #expect(try await router.running("web-1") == numbered)
    }
  }

  @Test("goes on when the other restarts, even where somebody removed its directory")
  func withoutDirectory() async throws {
    try await Router.with { router in
      for name in ["web", "web-1"] { try router.spec(name) }
      try await router.push()
      #expect(try await router.apply().status == 0)
      let web = try await router.running("web")
      let numbered = try await router.running("web-1")
      let directory = "\(router.lxcPath)/\(router.name("web-1"))"
      try FileManager.default.moveItem(atPath: directory, toPath: "\(router.root)/away")
      try router.spec("web", "environment: {A: b}")
      try await router.push()
      _ = try await router.apply()
      #expect(try await router.running("web") != web)
      #expect(router.lives(numbered))
      try FileManager.default.moveItem(atPath: "\(router.root)/away", toPath: directory)
      #expect(try await router.apply().status == 0)
      #expect(try await router.running("web-1") == numbered)
    }
  }

  /// Kills the monitor; returns the init that it had.
  private func lose(_ short: String, _ loss: Loss, _ router: Router) async throws
    -> Router.Identity
  {
    if loss == .orphaned {
      _ = try await router.command(
        "lxc-stop", "-P", router.lxcPath, "-k", "-n", router.name(short))
      try await router.startByHand(short, "-s", "lxc.monitor.signal.pdeath=SIGCONT")
    }
    let identity = try await router.running(short)
    kill(try router.parent(of: identity), SIGKILL)
    try await Task.sleep(for: .milliseconds(500))
    try #require(router.lives(identity) == (loss == .orphaned))
    try #require(try await groups(short, router).count > 0)
    return identity
  }

  /// The groups that liblxc made for a container of just this name.
  private func groups(_ short: String, _ router: Router) async throws -> [Substring] {
    let name = router.name(short)
    return try await router.command(
      "find", "/sys/fs/cgroup", "-type", "d", "(", "-name", "lxc.payload.\(name)", "-o", "-name",
      "lxc.monitor.\(name)", ")"
    ).out.split(separator: "\n")
  }
}
