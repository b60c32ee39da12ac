import ContainerModel
import Planning
import StatusJudging
import Testing

@Suite("how a container is")
struct StatusJudgeTests {
  private func expect(
    _ seen: Seen, _ sync: SyncState, _ health: HealthState, _ error: String? = nil,
    vitals: Vitals = Vitals(), _ place: SourceLocation = #_sourceLocation
  ) throws {
    let status = try seen.status(vitals)
    #expect(status.sync == sync, sourceLocation: place)
    #expect(status.health == health, sourceLocation: place)
    #expect(status.error == error, sourceLocation: place)
  }

  @Test("where all is well, with its addresses and the commit that it was made with")
  func well() throws {
    let seen = try Seen()
    try expect(seen, .synced, .healthy)
    let address = try #require(IPAddress("192.168.1.20"))
    let status = try seen.status(Vitals(addresses: [address]))
    #expect(status.addresses == [address])
    #expect(status.commit?.hasPrefix("3f2c1ab") == true)
    #expect(status.change == nil && status.cause == nil)
    #expect(Array(seen.judge.living.keys) == [seen.name])
    #expect(seen.judge.probed.isEmpty)
  }

  @Test("stopped as asked is healthy; stopped by hand, frozen and without a monitor is not")
  func running() throws {
    try expect(try Seen { $0.state = .stopped }, .synced, .healthy)
    var seen = try Seen()
    seen.run(.stopped)
    try expect(seen, .outOfSync, .degraded, "it does not run")
    #expect(try seen.status().change == .start)
    #expect(try seen.status().cause == .drift)
    #expect(seen.judge.living.isEmpty)
    seen.run(.frozen)
    try expect(seen, .outOfSync, .degraded, "it is frozen")
    seen.run(.orphaned)
    try expect(seen, .outOfSync, .degraded, "it runs without a monitor")
  }

  @Test("that runs although it should not is healthy, and out of sync")
  func shouldNotRun() throws {
    var seen = try Seen { $0.state = .stopped }
    seen.run(.running)
    try expect(seen, .outOfSync, .healthy)
  }

  @Test("that a probe speaks for")
  func probe() throws {
    var seen = try Seen { $0.health = HealthSpec(probe: .tcp(port: 80)) }
    #expect(seen.judge.probed.keys.map(\.description) == ["web"])
    try expect(seen, .synced, .healthy)
    try expect(
      seen, .synced, .degraded, "tcp 80 refused", vitals: Vitals(probeFailure: "tcp 80 refused"))
    #expect(seen.machine(Vitals(probeFailure: "x")).count(.degraded) == 1)
    seen.run(.stopped)
    #expect(seen.judge.probed.isEmpty)
  }

  @Test("that a commit changes is out of sync, and as healthy as before")
  func changed() throws {
    var seen = try Seen()
    try seen.ask { $0.environment = ["A": "b"] }
    try expect(seen, .outOfSync, .healthy)
    #expect(try seen.status().change == .restart)
    // What the commit adds is not there yet: nobody asks for it.
    try seen.ask { $0.health = HealthSpec(probe: .tcp(port: 80)) }
    #expect(seen.judge.probed.isEmpty)
  }

  @Test("that was rolled back says from which commit, until another one is asked for")
  func rolledBack() throws {
    var seen = try Seen()
    let before = seen.desired
    try seen.ask { $0.environment = ["A": "b"] }
    try seen.fail("did not become healthy")
    try expect(seen, .outOfSync, .healthy, "rolled back from 3f2c1ab: did not become healthy")
    seen.desired = before
    try expect(seen, .synced, .healthy)
  }

  @Test("that is new and failed is missing")
  func withdrawn() throws {
    var seen = try Seen()
    seen.observed.inventory = [:]
    seen.observed.containers = [:]
    try expect(seen, .outOfSync, .missing)
    try seen.fail("ended with status 3")
    try expect(
      seen, .outOfSync, .missing, "new in 3f2c1ab, failed and removed again: ended with status 3")
  }

  @Test("that is suspended is left as it is, whatever it does")
  func suspended() throws {
    var seen = try Seen { spec in
      spec.suspend = true
      spec.health = HealthSpec(probe: .tcp(port: 80))
    }
    for run in [RunCondition.running, .stopped, .unknown("stuck")] {
      seen.run(run)
      try expect(seen, .synced, .suspended)
      #expect(seen.judge.probed.isEmpty)
    }
  }

  @Test("that has ended by itself is healthy where that was its work, and says how otherwise")
  func ended() throws {
    for (policy, end, sync, health, error) in [
      (RestartPolicy.never, InitEnd.clean, SyncState.synced, HealthState.healthy, String?.none),
      (.onFailure, .clean, .synced, .healthy, nil),
      (.never, .status(3), .synced, .degraded, "its init ended with status 3"),
      (.always, .clean, .outOfSync, .degraded, "its init ended with status 0"),
    ] {
      var seen = try Seen { $0.restart = policy }
      seen.run(.stopped)
      seen.observed.containers["web"]?.ended = end
      try expect(seen, sync, health, error)
    }
    var seen = try Seen()
    seen.run(.stopped)
    seen.observed.containers["web"]?.ended = .status(3)
    seen.observed.containers["web"]?.isPausing = true
    try expect(
      seen, .outOfSync, .degraded,
      "its init ended with status 3 again and again; it is started after a pause")
  }

  @Test("that is paused says why, where something would become of it")
  func paused() throws {
    var seen = try Seen()
    seen.observed.bounds.holds.all = "guests"
    try expect(seen, .synced, .healthy)
    try seen.ask { $0.environment = ["A": "b"] }
    try expect(seen, .outOfSync, .healthy, "paused: guests")
  }

  @Test("that has not proved itself, or is on its way out, is progressing")
  func progressing() throws {
    var seen = try Seen { $0.health = HealthSpec(probe: .tcp(port: 80)) }
    try seen.enter { $0.trial = Trial(before: nil) }
    try expect(seen, .outOfSync, .progressing)
    #expect(seen.judge.probed.isEmpty)
    seen = try Seen()
    try seen.enter { $0.isGoing = true }
    seen.observed.bounds.isHealing = true
    seen.desired.containers = [:]
    try expect(seen, .outOfSync, .progressing)
  }

  @Test("that does not answer, or whose entry is damaged, is unknown")
  func unknown() throws {
    var seen = try Seen()
    seen.run(.unknown("stuck"))
    try expect(seen, .unknown, .unknown, "its state is unknown: stuck")
    seen = try Seen()
    seen.observed.damaged[seen.name] = "torn"
    seen.observed.inventory = [:]
    try expect(seen, .unknown, .unknown, "torn")
  }

  @Test("that somebody else made is none of ours, and says so")
  func foreign() throws {
    var seen = try Seen()
    seen.observed.inventory = [:]
    let status = try seen.status()
    #expect(status.sync == .outOfSync && status.health == .unknown)
    #expect(status.error?.contains("did not make") == true)
    #expect(seen.judge.living.isEmpty)
  }

  @Test("whose config is gone is missing unless it runs")
  func noConfig() throws {
    var seen = try Seen()
    seen.observed.containers["web"]?.config = .missing
    try expect(seen, .outOfSync, .healthy)
    seen.run(.stopped)
    try expect(seen, .outOfSync, .missing)
  }

  @Test("that is no longer in the repository is out of sync; a guard for all is a problem of all")
  func removed() throws {
    var seen = try Seen()
    seen.desired.containers = [:]
    let machine = seen.machine()
    #expect(machine.containers.first?.sync == .outOfSync)
    #expect(machine.containers.first?.health == .healthy)
    #expect(machine.containers.first?.change == .destroy)
    #expect(machine.problems.count == 1)
  }
}
