import ContainerModel
import Planning
import PlanRendering
import RunJournal

/// One line of a journal for people.
struct RecordText {
  private let record: JournalRecord

  init(_ record: JournalRecord) {
    self.record = record
  }

  /// `19:14:02  ✓ dns/setResources  memory.limit 128MiB  3 ms`.
  var text: String {
    let clock = String(record.time.dropFirst(11).prefix(8))
    switch record.event {
    case .planned:
      let plan = record.plan.map { PlanText($0, style: TextStyle()).text } ?? ""
      return plan + "\n"
    case .stepStarted:
      return "\(clock)  … \(shortStep)"
    case .stepProgressed:
      return "\(clock)  … \(shortStep)  \(harmless(record.note ?? ""))"
    case .stepFinished:
      let sign = record.outcome == "succeeded" ? "✓" : record.outcome == "failed" ? "✗" : "-"
      let what = harmless(record.error ?? record.note ?? "")
      let time = durationText(milliseconds: record.milliseconds ?? 0)
      let line = "\(clock)  \(sign) \(shortStep)  \(what)"
      let details = (record.details ?? []).map { "            \(harmless($0))" }
      return ([TextStyle().columns(line, time)] + details).joined(separator: "\n")
    case .finished:
      let failures = record.failures ?? 0
      return "\(clock)  " + (failures == 0 ? "finished" : "finished with \(failures) failed")
    }
  }

  /// The step's id, with digests cut to what people can tell apart; no name of a container is as long.
  private var shortStep: String {
    let parts = (record.step ?? "").split(separator: "/").map { part in
      part.count > 63 ? "\(part.prefix(12))…" : String(part)
    }
    let step = parts.joined(separator: "/")
    guard let resource = record.resource, resource.kind == .image || resource.kind == .folder else {
      return step
    }
    return "\(resource.kind.rawValue.lowercased()) \(step)"
  }
}
