/// When the agent makes its next attempt, and whether that asks the server.
///
/// Pure: times are counted from when the agent began, and chance comes from outside.
public struct AttemptSchedule: Hashable, Sendable {
  /// How an attempt ended.
  public enum Outcome: Hashable, Sendable {
    /// The machine is as it should be.
    case done
    /// The server gave no answer; drift was healed all the same.
    case sourceFailed
    /// Something of this machine could not be made what it should be.
    case failed
    /// Another run was changing this machine.
    case busy
  }

  /// The longest that a server which gives no answer is left alone.
  private static let longestRetry = Duration.seconds(3600)
  /// How long another run is waited for.
  private static let busyPause = Duration.seconds(10)

  /// After how long without an end a container counts as calm.
  private static let calm = Duration.seconds(600)
  /// The longest between two looks because of one container.
  private static let longestGap = Duration.seconds(60)

  /// What the end of an init led to.
  private struct End: Hashable {
    let look: Duration
    /// How often one was followed by another so far.
    let times: Int
  }

  private var interval: Duration
  private var retryInterval: Duration
  private var online = Duration.zero
  private var offline = Duration.zero
  private var isFirst: Bool
  /// Whether somebody asked for an attempt that has not begun.
  private var isWanted = false
  private var sourceFailures = 0
  private var failures = 0
  private var ends: [String: End] = [:]

  /// Begins with an attempt that is due at once.
  ///
  /// - Parameter comesUpFromDisk: whether that asks nobody, so that containers come up after a boot without a network; the next one
  ///   asks the server.
  public init(interval: Duration, retryInterval: Duration, comesUpFromDisk: Bool) {
    self.interval = interval
    self.retryInterval = retryInterval
    isFirst = comesUpFromDisk
  }

  /// When the next attempt is due, and whether it asks the server.
  public var next: (due: Duration, asksServer: Bool) {
    isFirst ? (offline, false) : (min(online, offline), online <= offline)
  }

  /// Takes other settings; what is due stays due.
  public mutating func change(interval: Duration, retryInterval: Duration) {
    self.interval = interval
    self.retryInterval = retryInterval
  }

  /// Somebody asks for an attempt at once.
  public mutating func wake(at now: Duration) {
    isWanted = true
    online = min(online, now)
  }

  /// The attempt begins that is due; returns whether it asks the server. Who asks for one from now on means another.
  public mutating func begin() -> Bool {
    let asksServer = next.asksServer
    if asksServer { isWanted = false }
    return asksServer
  }

  /// The init of a container has ended: an attempt finds out what becomes of it, at once. Where that happens again and again without a
  /// start in between, as with one that does nothing but reboot, the looks lie further and further apart.
  public mutating func containerEnded(_ name: String, at now: Duration) {
    ends = ends.filter { now - $0.value.look < Self.calm }
    let times = ends[name].map { $0.times + 1 } ?? 0
    let earliest = ends[name].map { $0.look + grown(.seconds(1), times, Self.longestGap) }
    let look = max(now, earliest ?? now)
    ends[name] = End(look: look, times: times)
    offline = min(offline, look)
  }

  /// Something that waits may be done in `wait`.
  public mutating func remind(in wait: Duration, at now: Duration) {
    offline = min(offline, now + max(wait, .seconds(1)))
  }

  /// An attempt has ended.
  ///
  /// - Parameters:
  ///   - askedServer: whether it was one that asks the server.
  ///   - stepsFailed: whether something of this machine failed besides, where the server gave no answer.
  ///   - chance: from -1 to 1: a thousand routers must not come all at once.
  public mutating func ended(
    _ outcome: Outcome, askedServer: Bool, stepsFailed: Bool = false, at now: Duration,
    chance: Double
  ) {
    guard outcome != .busy else {
      offline = now + Self.busyPause
      if askedServer { online = offline }
      return
    }
    isFirst = false
    let regular = now + jittered(interval, chance)
    let hasFailed = outcome == .failed || stepsFailed
    failures = hasFailed ? failures + 1 : 0
    offline =
      hasFailed
      ? min(regular, now + jittered(grown(retryInterval, failures, interval), chance)) : regular
    guard askedServer else { return }
    sourceFailures = outcome == .sourceFailed ? sourceFailures + 1 : 0
    switch outcome {
    case .sourceFailed:
      online = now + jittered(grown(retryInterval, sourceFailures, Self.longestRetry), chance)
    case .failed:
      online = offline
    case .done, .busy:
      online = regular
    }
    if isWanted { online = now }
  }

  /// `first`, doubled for each time after the first, and at most `longest`.
  private func grown(_ first: Duration, _ times: Int, _ longest: Duration) -> Duration {
    min(longest, first * (1 << min(max(times - 1, 0), 20)))
  }

  /// A tenth more or less.
  private func jittered(_ duration: Duration, _ chance: Double) -> Duration {
    duration * (1 + 0.1 * min(max(chance, -1), 1))
  }
}
