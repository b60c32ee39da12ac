import AttemptTiming
import SpecLoading

extension SettingsDecoder {
  private enum WindowKey: String, FieldKey {
    case days, from, to
  }

  mutating func readWindows(_ field: Field) -> [MaintenanceWindow] {
    (document.items(of: field) ?? []).compactMap { readWindow($0) }
  }

  private mutating func readWindow(_ field: Field) -> MaintenanceWindow? {
    var days = Set(Weekday.allCases)
    var from: Int64?
    var to: Int64?
    let fields = document.fields(of: field, WindowKey.self, required: [.from, .to]) ?? []
    for (key, field) in fields {
      switch key {
      case .days: days = readDays(field)
      case .from: from = readTime(field)
      case .to: to = readTime(field)
      }
    }
    guard let from, let to else { return nil }
    return MaintenanceWindow(days: days, from: from, to: to)
  }

  private mutating func readDays(_ field: Field) -> Set<Weekday> {
    var seen: Set<String> = []
    var days: Set<Weekday> = []
    for item in document.items(of: field, atLeast: 1) ?? [] {
      guard let day = document.choice(item, Weekday.self) else { continue }
      if !document.isRepeated(day.rawValue, item, among: &seen) { days.insert(day) }
    }
    return days
  }

  private mutating func readTime(_ field: Field) -> Int64? {
    let isTime = { MaintenanceWindow.minutes($0) != nil }
    guard let text = document.string(field, wanted: "a time of day", isValue: isTime) else {
      return nil
    }
    if let minutes = MaintenanceWindow.minutes(text) { return minutes }
    document.report(
      "\(field.subject) must be a time of day such as \"02:00\", in quotes", value: field)
    return nil
  }
}
