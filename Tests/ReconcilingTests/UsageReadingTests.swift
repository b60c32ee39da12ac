import ContainerModel
import Testing

@testable import Reconciling

@Suite("how busy a container was")
struct UsageReadingTests {
  private func reading(
    at seconds: Int64, _ processorTime: Int64?, start: UInt64 = 100
  ) -> UsageReading {
    var reading = UsageReading(
      identity: InitIdentity(pid: 7, startTime: start, bootID: "boot"), time: seconds * 1_000_000,
      began: 1_000_000)
    reading.processorTime = processorTime
    return reading
  }

  @Test("is what it was between two readings of one init")
  func between() {
    let earlier = reading(at: 10, 2_000_000)
    #expect(reading(at: 12, 3_000_000).cores(since: earlier) == 0.5)
    #expect(reading(at: 12, 6_000_000).cores(since: earlier) == 2)
    #expect(reading(at: 12, 2_000_400).cores(since: earlier) == 0)
  }

  @Test("is the average since the init began where another one was read before, or none")
  func sinceStart() {
    let now = reading(at: 11, 5_000_000)
    #expect(now.cores(since: nil) == 0.5)
    #expect(now.cores(since: reading(at: 10, 4_000_000, start: 99)) == 0.5)
    #expect(now.cores(since: reading(at: 10, nil)) == 0.5)
  }

  @Test("is not known where no time has passed or the kernel does not count")
  func unknown() {
    #expect(reading(at: 1, 0).cores(since: nil) == nil)
    #expect(reading(at: 5, nil).cores(since: nil) == nil)
  }
}
