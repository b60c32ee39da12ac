import ContainerModel
import Glibc
import Reconciling
import Testing

@testable import LXCRuntime

@Suite
struct StopTests {
  /// What of a container is left in the kernel.
  func leftovers(_ entry: InventoryEntry) throws -> String {
    try shell(
      "find /sys/fs/cgroup -maxdepth 2 -name 'lxc.*.\(entry.spec.name)*'; pgrep -f '[l]xc monitor.*\(entry.spec.name)'"
    )
  }

  @Test("One that ends when it is asked is stopped, and nothing of it is left")
  func stops() async throws {
    try await Router.with { router in
      let (entry, _) = try await router.started(router.entry())
      #expect(try await router.runtime.stop(entry) == .stopped)
      #expect(try leftovers(entry) == "")
      #expect(try await router.runtime.stop(entry) == .alreadyStopped)
    }
  }

  @Test("One whose init does not catch the signal is killed at once")
  func notCaught() async throws {
    try await Router.with { router in
      let (entry, _) = try await router.started(
        router.entry {
          $0.command = ["/bin/sleep", "1000"]
          $0.stop.timeout = TimeSpan(seconds: 600)
        })
      #expect(try await router.runtime.stop(entry) == .killedAtOnce)
      #expect(try leftovers(entry) == "")
    }
  }

  @Test("One that catches the signal and goes on is killed when its time is over")
  func ignores() async throws {
    try await Router.with { router in
      let (entry, _) = try await router.started(
        router.entry {
          $0.command = ["/bin/sh", "-c", "trap : TERM; while :; do sleep 1000 & wait; done"]
          $0.stop.timeout = TimeSpan(seconds: 1)
        })
      #expect(try await router.runtime.stop(entry) == .killed)
      #expect(try leftovers(entry) == "")
    }
  }

  @Test("A real-time signal reaches an init that catches it")
  func realTime() async throws {
    try await Router.with { router in
      let number = try #require(StopSignal("SIGRTMIN+3")?.number)
      let (entry, _) = try await router.started(
        router.entry {
          $0.command = [
            "/bin/sh", "-c", "trap exit \(number); while :; do sleep 1000 & wait; done",
          ]
          $0.stop.signal = StopSignal("SIGRTMIN+3") ?? .halt
        })
      try await Task.sleep(for: .milliseconds(200))
      #expect(try await router.runtime.stop(entry) == .stopped)
    }
  }

  @Test(
    "A frozen container is seen, goes on when it is thawed, and can be stopped while frozen",
    arguments: [true, false])
  func frozen(byLiblxc: Bool) async throws {
    try await Router.with { router in
      let (entry, identity) = try await router.started(router.entry())
      let freeze =
        byLiblxc
        ? "lxc-freeze -P \(router.runtime.lxcPath) -n \(entry.spec.name)"
        : "echo FROZEN >/sys/fs/cgroup/freezer/lxc.payload.\(entry.spec.name)/freezer.state"
      try Tree.run(freeze)
      #expect(try await router.observed(entry).run == .frozen)
      try await router.runtime.thaw(entry)
      let seen = try await router.observed(entry)
      #expect(seen.run == .running && seen.identity == identity)
      try Tree.run(freeze)
      #expect(try await router.runtime.stop(entry) == .stopped)
      #expect(try leftovers(entry) == "")
    }
  }

  /// Starts a container by hand such that its init outlives its monitor, and kills the monitor.
  func orphaned(_ entry: InventoryEntry, _ router: Router) async throws -> InitIdentity {
    let name = entry.spec.name
    try Tree.run("mkdir -p \(router.run.root)/console")
    try Tree.run(
      """
      lxc-start -P \(router.runtime.lxcPath) -n \(name) -s lxc.monitor.signal.pdeath=SIGCONT -- \
        /bin/sh -c 'trap exit TERM; while :; do sleep 1000 & wait; done'
      """)
    let identity = try #require(try await router.observed(entry).identity)
    let monitor = try #require(HostProcess(id: identity.pid).parent)
    try Tree.run("kill -KILL \(monitor); sleep 0.2")
    try #require(HostProcess.isAlive(identity))
    return identity
  }

  @Test("An orphan that neither a config nor an entry names is seen for as long as it lives")
  func stranger() async throws {
    try await Router.with { router in
      let entry = try await router.configured(router.entry())
      let identity = try await orphaned(entry, router)
      let name = entry.spec.name.description
      let config = "\(router.runtime.lxcPath)/\(name)/config"
      try Tree.run("mv \(config) \(config).away")
      #expect(try await router.runtime.observe { [:] }.containers[name]?.run == .orphaned)
      try Tree.run("mv \(config).away \(config)")
      #expect(try await router.runtime.stop(entry) == .stopped)
      #expect(!HostProcess.isAlive(identity))
      try Tree.run("rm \(config)")
      #expect(try await router.runtime.observe { [:] }.containers[name] == nil)
    }
  }

  @Test("An orphan is seen, is neither started again nor removed, and ends when it is stopped")
  func orphan() async throws {
    try await Router.with { router in
      let entry = try await router.configured(router.entry(change: NetworkTests.twoInterfaces))
      let identity = try await orphaned(entry, router)
      try router.runtime.records.write(entry, identity: identity)
      let seen = try await router.observed(entry)
      #expect(seen.run == .orphaned)
      #expect(seen.identity == identity)
      #expect(seen.startedWith == entry)
      var error = try await #require(throws: OperationError.self) {
        _ = try await router.runtime.start(entry)
      }
      #expect(error.cause == "its process \(identity.pid) still runs; stop it first")
      error = try await #require(throws: OperationError.self) {
        try await router.runtime.removeConfig(entry.spec.name, keepsConsole: false)
      }
      #expect(error.cause == "its process \(identity.pid) still runs")
      #expect(HostProcess.isAlive(identity))
      #expect(try await router.runtime.stop(entry) == .stopped)
      #expect(try leftovers(entry) == "")
      _ = try await router.runtime.start(entry)
      #expect(try await router.observed(entry).run == .running)
    }
  }

  @Test("A second init beside the one that liblxc knows is said, and nothing is done to either")
  func twoInits() async throws {
    try await Router.with { router in
      let entry = try await router.configured(router.entry())
      let first = try await orphaned(entry, router)
      try Tree.run(
        "lxc-start -P \(router.runtime.lxcPath) -n \(entry.spec.name) -- /bin/sleep 1000")
      guard case .unknown(let why) = try await router.observed(entry).run else {
        Issue.record("two inits are taken for one")
        return
      }
      #expect(why.contains("process \(first.pid)"))
      #expect(try await router.runtime.stop(entry) == .stopped)
      #expect(try leftovers(entry) == "")
    }
  }

  @Test("Groups that a killed monitor left are removed before the next start")
  func leftoverGroups() async throws {
    try await Router.with { router in
      let (entry, identity) = try await router.started(router.entry())
      let monitor = try #require(HostProcess(id: identity.pid).parent)
      try Tree.run("kill -KILL \(monitor) \(identity.pid) || true; sleep 0.3")
      #expect(try leftovers(entry) != "")
      _ = try await router.runtime.start(entry)
      #expect(try !leftovers(entry).contains("\(entry.spec.name)-1"))
    }
  }

  @Test("A container of the same name below another directory is another one")
  func namesake() async throws {
    try await Router.with { mine in
      try await Router.with { other in
        let (entry, _) = try await mine.started(mine.entry())
        let theirs = try await other.configured(entry)
        #expect(try await other.observed(theirs).run == .stopped)
        _ = try await other.runtime.start(theirs)
        #expect(try await other.observed(theirs).run == .running)
        #expect(try await other.runtime.stop(theirs) == .stopped)
        #expect(try await mine.observed(entry).run == .running)
      }
    }
  }
}
