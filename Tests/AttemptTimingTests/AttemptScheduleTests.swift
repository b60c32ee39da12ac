import AttemptTiming
import Testing

@Suite("the agent's next attempt")
struct AttemptScheduleTests {
  private func schedule(_ interval: Duration = .seconds(300)) -> AttemptSchedule {
    AttemptSchedule(interval: interval, retryInterval: .seconds(60), comesUpFromDisk: true)
  }

  /// One that has come up from disk and asked the server once.
  private func running(_ outcome: AttemptSchedule.Outcome = .done) -> AttemptSchedule {
    var schedule = schedule()
    schedule.ended(.done, askedServer: false, at: .zero, chance: 0)
    schedule.ended(outcome, askedServer: true, at: .seconds(10), chance: 0)
    return schedule
  }

  @Test("after a boot asks nobody, and then the server at once")
  func first() {
    var schedule = schedule()
    #expect(schedule.next == (.zero, false))
    schedule.ended(.failed, askedServer: false, at: .seconds(4), chance: 0)
    #expect(schedule.next == (.zero, true))
    let fresh = AttemptSchedule(
      interval: .seconds(300), retryInterval: .seconds(60), comesUpFromDisk: false)
    #expect(fresh.next == (.zero, true))
  }

  @Test("comes after the interval, a tenth sooner or later")
  func jitter() {
    for (chance, due) in [(-1.0, 280.0), (0, 310), (1, 340), (7, 340)] {
      var schedule = running()
      schedule.ended(.done, askedServer: true, at: .seconds(10), chance: chance)
      #expect(schedule.next == (.seconds(due), true))
    }
  }

  @Test("leaves a silent server alone for longer and longer, and heals drift meanwhile")
  func sourceFailures() {
    var schedule = running(.sourceFailed)
    #expect(schedule.next == (.seconds(70), true))
    var now = Duration.seconds(70)
    var pauses: [Duration] = []
    for _ in 0..<40 {
      let (due, asksServer) = schedule.next
      #expect(due - now <= .seconds(300))
      if asksServer { pauses.append(due) }
      now = due
      schedule.ended(
        asksServer ? .sourceFailed : .done, askedServer: asksServer, at: now, chance: 0)
    }
    let gaps = zip(pauses, pauses.dropFirst()).map { $1 - $0 }
    #expect(gaps.prefix(4) == [.seconds(120), .seconds(240), .seconds(480), .seconds(960)])
    #expect(gaps.max() == .seconds(3600))
    while !schedule.next.asksServer {
      schedule.ended(.done, askedServer: false, at: schedule.next.due, chance: 0)
    }
    schedule.ended(.done, askedServer: true, at: .seconds(100_000), chance: 0)
    #expect(schedule.next == (.seconds(100_300), true))
  }

  @Test("comes sooner after a failure, and never later than the interval")
  func failures() {
    var schedule = running(.failed)
    #expect(schedule.next == (.seconds(70), true))
    var gaps: [Duration] = []
    for _ in 0..<4 {
      let due = schedule.next.due
      schedule.ended(.failed, askedServer: true, at: due, chance: 0)
      gaps.append(schedule.next.due - due)
    }
    #expect(gaps == [.seconds(120), .seconds(240), .seconds(300), .seconds(300)])
  }

  @Test("answers the end of an init at once, and comes back when something that waits may be done")
  func ends() {
    var schedule = running()
    schedule.containerEnded("web", at: .seconds(20))
    #expect(schedule.next == (.seconds(20), false))
    schedule.ended(.done, askedServer: false, at: .seconds(21), chance: 0)
    schedule.remind(in: .seconds(8), at: .seconds(21))
    #expect(schedule.next == (.seconds(29), false))
    schedule.ended(.done, askedServer: false, at: .seconds(29), chance: 0)
    #expect(schedule.next == (.seconds(310), true))
    // Not in a circle where the time is up already, and not later than it would come anyway.
    schedule.remind(in: .zero, at: .seconds(30))
    #expect(schedule.next.due == .seconds(31))
    schedule.ended(.done, askedServer: false, at: .seconds(31), chance: 0)
    schedule.remind(in: .seconds(9000), at: .seconds(31))
    #expect(schedule.next.due == .seconds(310))
  }

  @Test(
    "is not kept busy by a container that does nothing but reboot, nor keeps another one waiting")
  func reboots() {
    var schedule = running()
    var looks: [Duration] = []
    var now = Duration.seconds(20)
    for _ in 0..<9 {
      schedule.containerEnded("loop", at: now)
      now = schedule.next.due
      looks.append(now)
      schedule.ended(.done, askedServer: false, at: now, chance: 0)
      now += .milliseconds(500)
    }
    let gaps = zip(looks.dropFirst(), looks).map { $0 - $1 }
    #expect(gaps == [1, 2, 4, 8, 16, 32, 60, 60].map { .seconds($0) })
    schedule.containerEnded("loop", at: now)
    schedule.containerEnded("web", at: now)
    #expect(schedule.next == (now, false))
    // What ran for as long as its pause is is looked at the moment that it ends.
    now += .seconds(120)
    schedule.containerEnded("web", at: now)
    #expect(schedule.next.due <= now)
  }

  @Test("comes soon after a step failed, also where the server gave no answer")
  func both() {
    var schedule = running()
    schedule.ended(
      .sourceFailed, askedServer: true, stepsFailed: true, at: .seconds(310), chance: 0)
    #expect(schedule.next.due == .seconds(370))
  }

  @Test("is made for whoever asks while another one is under way")
  func wanted() {
    var schedule = running()
    schedule.wake(at: .seconds(20))
    let asksServer = schedule.begin()
    #expect(asksServer)
    schedule.wake(at: .seconds(21))
    schedule.ended(.done, askedServer: true, at: .seconds(22), chance: 0)
    #expect(schedule.next == (.seconds(22), true))
    let asksServerAgain = schedule.begin()
    #expect(asksServerAgain)
    schedule.ended(.done, askedServer: true, at: .seconds(23), chance: 0)
    #expect(schedule.next == (.seconds(323), true))
  }

  @Test("waits a little for another run, and then asks what it would have asked")
  func busy() {
    var schedule = running()
    schedule.wake(at: .seconds(20))
    #expect(schedule.next == (.seconds(20), true))
    schedule.ended(.busy, askedServer: true, at: .seconds(20), chance: 0)
    #expect(schedule.next == (.seconds(30), true))
    schedule.ended(.busy, askedServer: false, at: .seconds(20), chance: 0)
    #expect(schedule.next.due == .seconds(30))
  }

  @Test("takes other settings from the next attempt on")
  func settings() {
    var schedule = running()
    schedule.change(interval: .seconds(60), retryInterval: .seconds(5))
    #expect(schedule.next == (.seconds(310), true))
    schedule.ended(.done, askedServer: true, at: .seconds(310), chance: 0)
    #expect(schedule.next == (.seconds(370), true))
  }
}
