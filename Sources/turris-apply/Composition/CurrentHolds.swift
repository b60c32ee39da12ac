import AttemptTiming
import ContainerModel
import FoundationEssentials
import Glibc
import SettingsLoading
import StateKeeping

/// What is left as it is at this moment, by the clock of this machine.
struct CurrentHolds {
  private(set) var holds = Holds()
  /// How many seconds are left until the first of them may be over; nil: that is not known.
  private(set) var left: Int64?

  /// - Parameter unattended: whether the maintenance windows count.
  init(_ place: Place, unattended: Bool) {
    let now = Date()
    addPauses(PauseStore(place.layout), now)
    if unattended { addWindows(place.settings.windows, Int64(now.timeIntervalSince1970)) }
  }

  private mutating func addPauses(_ store: PauseStore, _ now: Date) {
    for (subject, pause) in store.pauses(damaged: Self.damaged) {
      var why = pause.reason
      if let until = pause.until {
        guard let end = try? Date(until, strategy: .iso8601), end > now else { continue }
        why += " (until \(until))"
        shorten(Int64(end.timeIntervalSince(now)) + 1)
      }
      switch subject {
      case .all: holds.all = why
      case .container(let name): holds.containers[name.description] = why
      }
    }
  }

  private static func damaged(_ why: String) -> Pause {
    Pause(reason: "\(why); `turris-apply resume` removes it", since: "", until: nil)
  }

  private mutating func addWindows(_ windows: [MaintenanceWindow], _ now: Int64) {
    guard !windows.isEmpty else { return }
    guard WallClock.isPlausible(now) else {
      holds.commit = "the clock is wrong, so nobody knows whether this is a maintenance window"
      return
    }
    guard let wait = MaintenanceWindow.opening(of: windows, after: Self.minuteOfWeek(now)),
      wait > 0
    else { return }
    let time = Self.local(now + wait * 60)
    let day = Weekday.allCases[Int(time.tm_wday + 6) % 7].rawValue
    let clock = [time.tm_hour, time.tm_min].map { ($0 < 10 ? "0" : "") + "\($0)" }
    holds.commit = "the next maintenance window opens \(day) \(clock.joined(separator: ":"))"
    shorten(wait * 60 - now % 60)
  }

  private mutating func shorten(_ seconds: Int64) { left = min(left ?? seconds, seconds) }

  private static func minuteOfWeek(_ now: Int64) -> Int64 {
    let time = local(now)
    return Int64((time.tm_wday + 6) % 7) * 24 * 60 + Int64(time.tm_hour) * 60 + Int64(time.tm_min)
  }

  /// The local time: `TZ`, else `/etc/localtime` (tzset(3)).
  private static func local(_ seconds: Int64) -> tm {
    var seconds = time_t(seconds)
    var parts = tm()
    localtime_r(&seconds, &parts)
    return parts
  }
}
