import ContainerModel
import FoundationEssentials
import Planning
import Reconciling
import Testing

@testable import RunJournal

@Suite("the journal")
struct FileJournalTests {
  private let step = PlanStep(.start, of: ResourceReference(kind: .container, name: "web"))

  private func plan(_ subject: String = "change") -> Plan {
    Plan(
      revision: Revision(
        commit: String(repeating: "a", count: 40), reference: "main", subject: subject,
        author: "Eva", time: "2026-11-23T19:14:02Z"),
      basis: "sha256:0", resources: [], steps: [step], refusals: [])
  }

  private func with(_ body: (String) async throws -> Void) async throws {
    let path =
      FileManager.default.temporaryDirectory.path + "/journal-\(UInt64.random(in: 0 ... .max))"
    defer { try? FileManager.default.removeItem(atPath: path) }
    try await body(path)
  }

  private func write(_ runs: String, _ limits: JournalLimits, _ plan: Plan) async throws -> String {
    let journal = FileJournal(runs: runs, limits: limits)
    try await journal.record(.planned(plan))
    try await journal.record(.stepStarted(step))
    let error = OperationError(
      operation: "start", subject: "web", cause: "no bridge", details: ["liblxc: why"])
    try await journal.record(
      .stepFinished(step, milliseconds: 12, outcome: .failed(error), note: nil))
    try await journal.record(.finished(milliseconds: 20, failures: 1, changed: false))
    return journal.run
  }

  @Test("tells each event on a line, with time, outcome, duration and error")
  func lines() async throws {
    try await with { runs in
      let run = try await write(runs, JournalLimits(), plan())
      let records = try RunHistory(runs: runs).records(of: run)
      #expect(records.map(\.event) == [.planned, .stepStarted, .stepFinished, .finished])
      #expect(records.first?.plan == plan())
      #expect(records.allSatisfy { $0.run == run && $0.time.hasSuffix("Z") })
      let failed = try #require(records.dropFirst(2).first)
      #expect(failed.step == "web/start" && failed.outcome == "failed")
      #expect(failed.milliseconds == 12 && failed.level == "error")
      #expect(failed.error == "failed to start 'web': no bridge")
      #expect(failed.details == ["liblxc: why"])
      #expect(records.last?.failures == 1 && records.last?.changed == false)
    }
  }

  @Test("of a run that has no events makes no file")
  func nothing() async throws {
    try await with { runs in
      _ = FileJournal(runs: runs, limits: JournalLimits())
      #expect(!FileManager.default.fileExists(atPath: runs))
      let written = try RunHistory(runs: runs).runs()
      #expect(written.isEmpty)
    }
  }

  @Test("keeps the newest runs, as many as it may")
  func count() async throws {
    try await with { runs in
      var written: [String] = []
      for _ in 1...12 {
        written.append(try await write(runs, JournalLimits(runs: 3), plan()))
      }
      #expect(Set(written).count == 12)
      #expect(try RunHistory(runs: runs).runs() == written.suffix(3))
    }
  }

  @Test("keeps no more bytes than it may, but the newest run whatever its size")
  func size() async throws {
    try await with { runs in
      let large = plan(String(repeating: "x", count: 10_000))
      var last = ""
      for _ in 1...6 {
        last = try await write(
          runs, JournalLimits(runs: 50, size: ByteCount(bytes: 25_000)), large)
      }
      #expect(try RunHistory(runs: runs).runs().count == 3)
      #expect(try RunHistory(runs: runs).runs().last == last)
      last = try await write(runs, JournalLimits(runs: 50, size: ByteCount(bytes: 1)), large)
      #expect(try RunHistory(runs: runs).runs() == [last])
    }
  }

  @Test("is read up to where a crash cut it off, at any byte")
  func cut() async throws {
    try await with { runs in
      let run = try await write(runs, JournalLimits(), plan())
      let file = "\(runs)/\(run).jsonl"
      let whole = try Data(contentsOf: URL(filePath: file))
      let all = try RunHistory(runs: runs).records(of: run)
      for length in 0..<whole.count {
        try whole.prefix(length).write(to: URL(filePath: file))
        let read = try RunHistory(runs: runs).records(of: run)
        #expect(read == Array(all.prefix(read.count)), "\(length) bytes")
      }
    }
  }

  @Test("that was cut off, at any byte, hides none of the runs before, and hinders no other")
  func beforeCut() async throws {
    try await with { runs in
      let first = try await write(runs, JournalLimits(), plan())
      let told = try RunHistory(runs: runs).records(of: first)
      let cut = try await write(runs, JournalLimits(), plan())
      let file = URL(filePath: "\(runs)/\(cut).jsonl")
      let whole = try Data(contentsOf: file)
      for length in 0..<whole.count {
        try whole.prefix(length).write(to: file)
        #expect(try RunHistory(runs: runs).runs() == [first, cut], "\(length) bytes")
        #expect(try RunHistory(runs: runs).records(of: first) == told, "\(length) bytes")
      }
      let next = try await write(runs, JournalLimits(), plan())
      #expect(try RunHistory(runs: runs).runs() == [first, cut, next])
    }
  }
}
