import AttemptTiming
import Testing

@Suite("maintenance windows")
struct MaintenanceWindowTests {
  private func minute(_ day: Weekday, _ time: String) throws -> Int64 {
    day.position * 1440 + (try #require(MaintenanceWindow.minutes(time)))
  }

  private func window(
    _ days: Set<Weekday>, _ from: String, _ to: String
  ) throws -> MaintenanceWindow {
    MaintenanceWindow(
      days: days, from: try #require(MaintenanceWindow.minutes(from)),
      to: try #require(MaintenanceWindow.minutes(to)))
  }

  @Test("take times of the day, and nothing else")
  func times() {
    #expect(MaintenanceWindow.minutes("00:00") == 0)
    #expect(MaintenanceWindow.minutes("23:59") == 1439)
    #expect(MaintenanceWindow.minutes("24:00") == 1440)
    for text in ["", "2:00", "02:0", "02:60", "24:01", "-1:00", "02:00:00", "02", "+2:00", "٠٢:٠٠"]
    {
      #expect(MaintenanceWindow.minutes(text) == nil, "\(text)")
    }
  }

  @Test("are open from the first minute to before the last")
  func open() throws {
    let windows = [try window([.sat, .sun], "02:00", "05:00")]
    for (day, time, wait) in [
      (Weekday.sat, "02:00", Int64(0)), (.sat, "04:59", 0), (.sat, "05:00", 21 * 60),
      (.sun, "05:00", 6 * 1440 - 180), (.sat, "01:59", 1), (.fri, "02:00", 1440),
    ] {
      #expect(
        MaintenanceWindow.opening(of: windows, after: try minute(day, time)) == wait,
        "\(day) \(time)"
      )
    }
    #expect(MaintenanceWindow.opening(of: [], after: 0) == nil)
  }

  @Test("go on past midnight, and past the end of the week")
  func midnight() throws {
    let windows = [try window([.sun], "22:00", "02:00")]
    #expect(MaintenanceWindow.opening(of: windows, after: try minute(.mon, "01:59")) == 0)
    #expect(
      MaintenanceWindow.opening(of: windows, after: try minute(.mon, "02:00")) == 7 * 1440 - 240)
    let whole = [try window([.wed], "00:00", "24:00"), try window([.fri], "00:00", "00:00")]
    for day in [Weekday.wed, .fri] {
      #expect(MaintenanceWindow.opening(of: whole, after: try minute(day, "23:59")) == 0)
    }
    #expect(MaintenanceWindow.opening(of: whole, after: try minute(.thu, "00:00")) == 1440)
  }
}
